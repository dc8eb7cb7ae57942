using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>Parameters with given gradients, an optimizer that does not move them, and a watch.</summary>
internal sealed class SomeGradients : IDisposable
{
    private readonly ParameterList _model = nn.ParameterList();

    internal SomeGradients(Action<WatchOptions> configure, params Tensor[] gradients)
        : this(configure, gradients, [.. gradients.Select(gradient => ones_like(gradient))])
    {
    }

    internal SomeGradients(Action<WatchOptions> configure, Tensor[] gradients, Tensor[] weights)
    {
        foreach (Tensor weight in weights)
            _model.Add(new Parameter(weight));
        for (int i = 0; i < gradients.Length; i++)
            _model[i].grad = gradients[i];
        Optimizer = optim.SGD(_model, 0);
        Watch = TrainingWatch.Attach(_model, Optimizer, configure);
        Watch.Faulted += fault => throw new InvalidOperationException("a fault in a test is a failure", fault);
    }

    internal SGD Optimizer { get; }

    internal TrainingWatch Watch { get; }

    internal Tensor this[int parameter] => _model[parameter].grad!;

    internal double Norm => Math.Sqrt(_model.Sum(parameter => Math.Pow(parameter.grad!.to(float64).norm().item<double>(), 2)));

    public void Dispose()
    {
        Watch.Dispose();
        Optimizer.Dispose();
        _model.Dispose();
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Rates;

/// <summary>The gradients that were there: a parameter without one is not stepped, a parameter with a gradient of 0 may be.</summary>
internal sealed class KeptGradients : IDisposable
{
    private readonly List<(Parameter Parameter, Tensor? Gradient)> _kept = [];

    internal KeptGradients(optim.Optimizer optimizer)
    {
        foreach (Parameter parameter in optimizer.parameters())
        {
            using Tensor? gradient = parameter.grad;
            _kept.Add((parameter, gradient?.clone().DetachFromDisposeScope()));
        }
    }

    internal void PutBack()
    {
        foreach ((Parameter parameter, Tensor? kept) in _kept)
            parameter.grad = kept;
    }

    public void Dispose() => _kept.ForEach(kept => kept.Gradient?.Dispose());
}

using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>A regression with BatchNorm whose batches can be spoilt at chosen steps.</summary>
internal sealed class Loop : IDisposable
{
    private readonly Action<long, Tensor, Tensor>? _spoil;

    internal Loop(Action<WatchOptions>? configure = null, Action<long, Tensor, Tensor>? spoil = null, double rate = 0.02)
    {
        set_num_threads(1);
        manual_seed(2);
        _spoil = spoil;
        Model = nn.Sequential(
            ("a", nn.Linear(16, 32)), ("norm", nn.BatchNorm1d(32)), ("act", nn.ReLU()), ("drop", nn.Dropout(0.1)), ("b", nn.Linear(32, 1)));
        Optimizer = optim.SGD(Model.parameters(), rate, momentum: 0.9);
        Watch = TrainingWatch.Attach(Model, Optimizer, configure);
        Watch.Faulted += fault => throw new InvalidOperationException("a fault in a test is a failure", fault);
    }

    internal Sequential Model { get; }

    internal SGD Optimizer { get; }

    internal TrainingWatch Watch { get; }

    internal double FirstLoss { get; private set; } = double.NaN;

    internal double LastLoss { get; private set; } = double.NaN;

    internal StepResult Last { get; private set; }

    internal bool AllFinite => Model.state_dict().Values.All(tensor => !tensor.is_floating_point() || tensor.isfinite().all().item<bool>());

    internal Loop Run(int steps)
    {
        for (int i = 0; i < steps; i++)
            Step();
        return this;
    }

    private void Step()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(32, 16), y = x.sum(1, true).sin();
        _spoil?.Invoke(Watch.NextStep, x, y);
        Optimizer.zero_grad();
        Tensor loss = nn.functional.mse_loss(Model.call(x), y);
        loss.backward();
        Last = Watch.Step(loss);
        LastLoss = loss.item<float>();
        if (double.IsNaN(FirstLoss))
            FirstLoss = LastLoss;
    }

    public void Dispose()
    {
        Watch.Dispose();
        Optimizer.Dispose();
        Model.Dispose();
    }
}

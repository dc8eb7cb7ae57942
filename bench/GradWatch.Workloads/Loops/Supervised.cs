using GradWatch.TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Loops;

/// <summary>One model, one optimizer, one loss a step.</summary>
internal sealed class Supervised : TrainingLoop
{
    private readonly optim.Optimizer _optimizer;
    private readonly Func<long, Tensor> _loss;
    private readonly Parameter[] _parameters;
    private readonly WatchedPart _part;

    internal Supervised(nn.Module model, optim.Optimizer optimizer, Func<long, Tensor> loss, Action<WatchOptions>? guard = null)
    {
        _optimizer = optimizer;
        _loss = loss;
        _parameters = [.. model.parameters()];
        _part = new WatchedPart("", model, optimizer, guard);
    }

    /// <summary>The learning rate of a step; that of the optimizer where null.</summary>
    internal Func<long, double>? Rate { get; init; }

    /// <summary>A loss scale that never changes, undone by hand as in half precision without a scaler.</summary>
    internal double FixedScale { get; init; } = 1;

    /// <summary>Scales the loss where the watch takes the scale out of the gradients itself.</summary>
    internal Func<Tensor, Tensor> Scaled { get; init; } = loss => loss;

    internal override IReadOnlyList<WatchedPart> Parts => [_part];

    internal override void Step(long step)
    {
        if (Rate is not null)
        {
            foreach (optim.ILearningRateController group in _optimizer.ParamGroups)
                group.LearningRate = Rate(step);
        }
        _optimizer.zero_grad();
        Tensor loss = _loss(step);
        Scaled(FixedScale == 1 ? loss : loss * FixedScale).backward();
        if (FixedScale != 1)
        {
            foreach (Parameter parameter in _parameters)
                parameter.grad!.div_(FixedScale);
        }
        _part.Step(loss);
    }
}

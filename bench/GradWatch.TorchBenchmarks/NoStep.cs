using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchBenchmarks;

/// <summary>An optimizer that leaves everything as it is, so that a watch's own time is measured and not the optimizer's.</summary>
internal sealed class NoStep(IReadOnlyList<Parameter> stepped) : optim.Optimizer(nint.Zero)
{
    private readonly ParamGroup[] _groups = [new ParamGroup { Parameters = stepped, Options = new OptimizerOptions { LearningRate = 1e-5 } }];

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => _groups;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => stepped;

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null) => null;

    /// <inheritdoc/>
    public override void zero_grad()
    {
    }
}

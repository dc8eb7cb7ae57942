using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Watching;

/// <summary>An optimizer that does nothing, or what a test wants of it.</summary>
internal sealed class StillOptimizer(IReadOnlyList<Parameter> stepped, Action? act = null) : optim.Optimizer(nint.Zero)
{
    private readonly ParamGroup[] _groups = [new ParamGroup { Parameters = stepped, Options = new OptimizerOptions { LearningRate = 0.1 } }];

    public override IEnumerable<optim.ILearningRateController> ParamGroups => _groups;

    public override IEnumerable<Parameter> parameters() => stepped;

    public override Tensor? step(Func<Tensor>? closure = null)
    {
        act?.Invoke();
        return null;
    }

    public override void zero_grad()
    {
    }
}

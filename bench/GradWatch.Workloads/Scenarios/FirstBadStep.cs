using GradWatch.TorchSharp;

namespace GradWatch.Workloads.Scenarios;

/// <summary>Which step of a run is the first bad one: by how it was built, or by its raw numbers, never by a detector.</summary>
internal sealed class FirstBadStep
{
    // What a person would call bad on a chart of the raw numbers, whatever the run was before.
    private const double LossGrowth = 10;
    private const double LargeNorm = 1e4;

    private readonly Func<IReadOnlyList<StepResult>, long?> _find;

    private FirstBadStep(Func<IReadOnlyList<StepResult>, long?> find) => _find = find;

    /// <summary>Nothing is wrong, or no step can be named.</summary>
    internal static FirstBadStep None { get; } = new(_ => null);

    /// <summary>The mistake acts from the first step on.</summary>
    internal static FirstBadStep Start { get; } = At(0);

    /// <summary>The first step with a loss or gradient that is not finite, ten times the first loss, or a norm above 1e4.</summary>
    internal static FirstBadStep Measured { get; } = new(Measure);

    /// <summary>The same; the first step of all where no number leaves these bounds and the run just learns nothing.</summary>
    internal static FirstBadStep MeasuredOrStart { get; } = new(steps => Measure(steps) ?? 0);

    /// <summary>The step at which the scenario itself does the damage.</summary>
    internal static FirstBadStep At(long step) => new(_ => step);

    internal long? Of(IReadOnlyList<StepResult> steps) => _find(steps);

    private static long? Measure(IReadOnlyList<StepResult> steps)
    {
        foreach (StepResult step in steps)
        {
            bool isFinite = double.IsFinite(step.Loss) && step.NonFinite == 0;
            if (!isFinite || step.Loss > LossGrowth * steps[0].Loss || step.GradientNorm > LargeNorm)
                return step.Step;
        }
        return null;
    }
}

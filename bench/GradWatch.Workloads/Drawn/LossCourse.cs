using GradWatch.TorchSharp;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Drawn;

/// <summary>What the loss of a training did, in medians: single batches are noise.</summary>
internal sealed class LossCourse(IReadOnlyList<StepResult> steps)
{
    private const int AtStart = 5, LeastAtEnd = 10, Before = 20;
    private const double Down = 0.9, Jump = 5;

    internal IReadOnlyList<StepResult> Steps => steps;

    /// <summary>Of the untrained network, on one batch.</summary>
    internal double First => steps[0].Loss;

    internal double Start => Median(steps.Take(AtStart));

    /// <summary>Of the last tenth.</summary>
    internal double End => Median(steps.TakeLast(Math.Max(LeastAtEnd, steps.Count / 10)));

    internal bool EndsFinite => steps.Count > 0 && double.IsFinite(steps[^1].Loss);

    internal bool AllFinite => steps.All(step => double.IsFinite(step.Loss) && step.NonFinite == 0);

    /// <summary>It learns and nothing leaves the bounds of <see cref="FirstBadStep.Measured"/>.</summary>
    internal bool CameDown => steps.Count > 0 && AllFinite && FirstBadStep.Measured.Of(steps) is null && End < Down * First;

    /// <summary>The largest gradient norm over the median one.</summary>
    internal double Burst
    {
        get
        {
            double[] norms = [.. steps.Select(step => step.GradientNorm).Order()];
            return norms[^1] / norms[norms.Length / 2];
        }
    }

    /// <summary>The loss just before a step.</summary>
    internal double LevelBefore(int step) => Median(steps.Take(step).TakeLast(Before));

    /// <summary>Whether a loss or gradient from a step on stands far out of all that the run did before it.</summary>
    internal bool Felt(int step)
    {
        StepResult[] before = [.. steps.Take(step).TakeLast(Before)];
        double loss = Jump * LevelBefore(step), norm = Jump * before.Max(one => one.GradientNorm);
        return steps.Skip(step).Any(one => one.NonFinite > 0 || !(one.Loss <= loss) || one.GradientNorm > norm);
    }

    private static double Median(IEnumerable<StepResult> some)
    {
        double[] losses = [.. some.Select(step => step.Loss).Order()];
        return losses[losses.Length / 2];
    }
}

using GradWatch.TorchSharp;

namespace GradWatch.Workloads.Running;

/// <summary>Loss and gradient norm of a run in a few numbers, to compare it with recorded ones.</summary>
internal sealed record Curve(
    int Steps, double FirstLoss, double LastLoss, double FirstNorm, double MedianNorm, double LargestNorm, long? FirstNonFinite)
{
    internal static Curve Of(IReadOnlyList<StepResult> steps)
    {
        if (steps.Count == 0)
            return new Curve(0, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, null);
        double[] norms = [.. steps.Where(step => step.NonFinite == 0).Select(step => step.GradientNorm).Order()];
        long? broken = steps.Where(step => step.NonFinite > 0 || !double.IsFinite(step.Loss)).Min(step => (long?)step.Step);
        return new Curve(
            steps.Count, steps[0].Loss, steps[^1].Loss, steps[0].GradientNorm,
            norms.Length == 0 ? double.NaN : norms[norms.Length / 2], norms.Length == 0 ? double.NaN : norms[^1], broken);
    }
}

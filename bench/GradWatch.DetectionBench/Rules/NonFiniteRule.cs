using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>What most trainers have: stop when the loss or the norm is NaN or infinite.</summary>
internal sealed class NonFiniteRule : IRule
{
    public string Name => "NaN/Inf check";

    public Func<Row, bool> Begin() => row => !double.IsFinite(row.Loss ?? 0) || !double.IsFinite(row.Norm ?? 0);
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>The absolute limits of the founding document alone: norm above 1e2, or anything not finite.</summary>
internal sealed class AbsoluteLimitsRule : IRule
{
    public string Name => "absolute 1e2 + NaN";

    public Func<Row, bool> Begin() => row => row.Norm is > 1e2 or double.NaN || !double.IsFinite(row.Loss ?? 0);
}

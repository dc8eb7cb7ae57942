using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>The absolute limits of the founding document alone: norm above 1e2, or anything not finite.</summary>
internal sealed class AbsoluteLimitsRule() : Rule("absolute 1e2 + NaN")
{
    internal override Func<Row, bool> Begin() => row => row.Norm is > 1e2 or double.NaN || !double.IsFinite(row.Loss ?? 0);
}

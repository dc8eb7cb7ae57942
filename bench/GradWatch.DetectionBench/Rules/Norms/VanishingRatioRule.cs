using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>AUTOTRAINER, the mirror of its ratio: the first layer's gradient below a thousandth of the last one's, and below 1e-4.</summary>
internal sealed class VanishingRatioRule() : Rule("AUTOTRAINER vanishing")
{
    private const double Ratio = 1e-3;
    private const double Norm = 1e-4;

    internal override bool Reads(Row row) => row.FirstLayerNorm is not null;

    internal override Func<Row, bool> Begin() => row => row.FirstLayerNorm / row.LastLayerNorm < Ratio && row.FirstLayerNorm < Norm;
}

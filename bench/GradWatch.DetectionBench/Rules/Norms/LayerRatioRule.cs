using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>AUTOTRAINER: the gradient of the first layer above 70 times that of the last, or a loss that is not finite.</summary>
/// <remarks>It asks for a bad accuracy as well, which no log here has. A NaN ratio compares as false.</remarks>
internal sealed class LayerRatioRule() : Rule("AUTOTRAINER ratio 70")
{
    private const double Limit = 70;

    internal override bool Reads(Row row) => row.FirstLayerNorm is not null;

    internal override Func<Row, bool> Begin() => row => row.FirstLayerNorm / row.LastLayerNorm > Limit || !double.IsFinite(row.Loss ?? 0);
}

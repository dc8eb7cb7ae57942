using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Norms;

/// <summary>GradientFlow: the largest gradient of a layer above a limit; of the whole network where the layers are not logged.</summary>
/// <remarks>A NaN compares as false.</remarks>
internal sealed class LayerMagnitudeRule(double limit) : Rule($"GradientFlow {limit:0}")
{
    internal override bool Reads(Row row) => row.Norm is not null || row.LargestTensorNorm is not null;

    internal override Func<Row, bool> Begin() => row => (row.LargestTensorNorm ?? row.Norm) > limit;
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Weights;

/// <summary>The relative change of the weights above a limit: SageMaker WeightUpdateRatio 10, MindInsight weight_change_too_large 0.1.</summary>
/// <remarks>Theirs are of tensors and of mean magnitudes; a log has the ratio of the norms. A NaN compares as false.</remarks>
internal sealed class UpdateRatioRule(string name, double limit) : Rule(name)
{
    internal override bool Reads(Row row) => row.UpdateRatio is not null;

    internal override Func<Row, bool> Begin() => row => row.UpdateRatio > limit;
}

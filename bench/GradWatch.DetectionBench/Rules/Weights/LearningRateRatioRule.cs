using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Weights;

/// <summary>DeepDiagnosis: learning rate times gradient norm over weight norm above 0.1. A NaN compares as false.</summary>
internal sealed class LearningRateRatioRule() : Rule("DeepDiagnosis lr·‖g‖/‖w‖ 0.1")
{
    private const double Limit = 0.1;

    internal override bool Reads(Row row) => row.LearningRate is not null && row.Norm is not null && row.ParamNorm is not null;

    internal override Func<Row, bool> Begin() => row => row.LearningRate * row.Norm / row.ParamNorm > Limit;
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Weights;

/// <summary>UMLAUT: a learning rate above 0.01 or below 1e-7, whatever the run does.</summary>
internal sealed class LearningRateRule() : Rule("UMLAUT learning rate")
{
    private const double Highest = 1e-2;
    private const double Lowest = 1e-7;

    internal override bool Reads(Row row) => row.LearningRate is not null;

    internal override Func<Row, bool> Begin() => row => row.LearningRate is > Highest or < Lowest;
}

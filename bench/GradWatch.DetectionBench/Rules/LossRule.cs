using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>A rule that reads the loss alone.</summary>
internal abstract class LossRule(string name) : Rule(name)
{
    internal sealed override bool Reads(Row row) => row.Loss is not null;

    internal sealed override Func<Row, bool> Begin()
    {
        Func<double, bool> alarms = OfLoss();
        return row => row.Loss is { } loss && alarms(loss);
    }

    protected abstract Func<double, bool> OfLoss();
}

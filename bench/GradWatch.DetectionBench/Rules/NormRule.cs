using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>A rule that reads the norm of the whole gradient alone.</summary>
internal abstract class NormRule(string name) : Rule(name)
{
    internal sealed override bool Reads(Row row) => row.Norm is not null;

    internal sealed override Func<Row, bool> Begin()
    {
        Func<double, bool> alarms = OfNorm();
        return row => row.Norm is { } norm && alarms(norm);
    }

    protected abstract Func<double, bool> OfNorm();
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>A rule of another system, re-implemented from its description, NaN behaviour included.</summary>
/// <param name="name">The system and rule.</param>
internal abstract class Rule(string name)
{
    internal string Name => name;

    /// <summary>Whether a row holds what the rule reads; a run without such a row is not held against it.</summary>
    internal virtual bool Reads(Row row) => row.Loss is not null || row.Norm is not null;

    /// <summary>A fresh judge of one run, to be asked row by row: true where the rule raises an alarm.</summary>
    internal abstract Func<Row, bool> Begin();

    /// <summary>A rule that watches loss and norm alike, each with a state of its own.</summary>
    protected static Func<Row, bool> OnBoth(Func<double, bool> ofLoss, Func<double, bool> ofNorm) => row =>
    {
        bool loss = row.Loss is { } value && ofLoss(value);
        bool norm = row.Norm is { } other && ofNorm(other);
        return loss || norm;
    };
}

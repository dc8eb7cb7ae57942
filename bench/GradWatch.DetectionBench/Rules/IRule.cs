using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>A rule of another system, re-implemented from its description, NaN behaviour included.</summary>
internal interface IRule
{
    /// <summary>The system and rule.</summary>
    string Name { get; }

    /// <summary>A fresh judge of one run, to be asked row by row: true where the rule raises an alarm.</summary>
    Func<Row, bool> Begin();
}

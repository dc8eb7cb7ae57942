namespace GradWatch.DetectionBench.Rules;

/// <summary>A rule of another system, re-implemented from its description, NaN behaviour included.</summary>
internal interface IRule
{
    /// <summary>The system and rule.</summary>
    string Name { get; }

    /// <summary>The step of its first alarm on a run; null when it stays silent.</summary>
    long? FirstAlarm(IReadOnlyList<Row> rows);
}

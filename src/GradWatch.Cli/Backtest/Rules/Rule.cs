using GradWatch.Detectors;

namespace GradWatch.Cli.Backtest.Rules;

/// <summary>What is tried on the runs: the detectors with limits moved or left out, and conditions. Conditions alone stand alone.</summary>
/// <param name="Text">The rule as it was given; it names the rule in the answer.</param>
/// <param name="Settings">Limits moved.</param>
/// <param name="Off">Detectors left out.</param>
/// <param name="Conditions">Conditions, each of which warns.</param>
internal sealed record Rule(string Text, IReadOnlyList<LimitSetting> Settings, IReadOnlyList<string> Off, IReadOnlyList<Condition> Conditions)
{
    /// <summary>The name of what the detectors say by themselves.</summary>
    internal const string DefaultsName = "defaults";

    /// <summary>The detectors as they are.</summary>
    internal static Rule Defaults { get; } = new(DefaultsName, [], [], []);

    /// <summary>Whether a detector runs in this rule.</summary>
    internal bool Runs(string detector) => !Off.Contains(detector) && (Conditions.Count == 0 || Settings.Count + Off.Count > 0);

    /// <summary>The limits moved of one detector.</summary>
    internal IReadOnlyList<LimitSetting> Of(string detector) => [.. Settings.Where(setting => setting.Limit.Detector == detector)];

    /// <summary>Fresh detectors for the conditions: they hold state.</summary>
    internal IEnumerable<IDetector> BuildConditions() => Conditions.Select(condition => new ConditionDetector(condition));
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>Divides runs by scenario: all seeds of one are in one fold, and each fold has its share of every label.</summary>
internal static class Folds
{
    internal const int Count = 5;

    /// <summary>The fold of each scenario, by collection and name.</summary>
    internal static IReadOnlyDictionary<string, int> Of(IEnumerable<LabelledRun> runs) => runs
        .GroupBy(NameOf)
        .GroupBy(scenario => (scenario.First().Collection, scenario.First().Label))
        .OrderBy(kind => kind.Key.ToString(), StringComparer.Ordinal)
        .SelectMany(kind => kind.OrderBy(scenario => scenario.Key, StringComparer.Ordinal))
        .Select((scenario, i) => (scenario.Key, Fold: i % Count))
        .ToDictionary(pair => pair.Key, pair => pair.Fold);

    internal static string NameOf(LabelledRun run) => $"{run.Collection}/{run.Scenario}";
}

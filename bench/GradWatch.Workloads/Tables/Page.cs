using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Tables;

/// <summary>All that the suite found, as markdown.</summary>
internal static class Page
{
    private const string Introduction = """
        # Reference workloads

        Written by `dotnet run -c Release --project bench/GradWatch.Workloads -- --write docs/workloads.md`; not to be edited.

        Networks that really train, each in a way that is known to go well or wrong, watched live with the default detectors. Where
        seeds differ a cell holds one value a seed.

        - *is*: `sick` explodes, dies or learns nothing by a mistake that can be named; `event` survives an incident, a burst or a
          heavy tail; `vanishing`; `healthy`.
        - *first bad step*: the step at which the scenario does the damage, or the first one with a loss or gradient that is not
          finite, a loss above ten times the first one, or a gradient norm above 1e4; the first step of all where the run just
          learns nothing. Never what a detector said.
        - *result*: a sick run is `ok` when the first warning or worse comes no later than its first bad step + 2, else `late` or
          `missed`; a healthy one is `false` when called critical, `warned` when there is a warning; `silent` is an event or a
          vanishing gradient without an episode; `(cause)`: the first cause is another than the true one.

        `--random N --seed S` trains N other networks instead: architecture, optimizer, learning rate, first weights, inputs, precision
        and mistake are drawn. What is true of such a run follows from the mistake that was built in and from its losses, beside those
        of the same training without the mistake; where that leaves a doubt it is `unclear` and counts for nothing. `--record DIR`
        writes every run as a table with its truth in `DIR/runs.tsv`, which
        `dotnet run -c Release --project bench/GradWatch.DetectionBench -- DIR` judges like any other collection.
        """;

    internal static IEnumerable<string> Lines(IReadOnlyList<Outcome> outcomes, Totals totals)
    {
        yield return Introduction;
        foreach (string line in Found(outcomes, totals))
            yield return line;
    }

    /// <summary>The tables and the totals alone.</summary>
    internal static IEnumerable<string> Found(IReadOnlyList<Outcome> outcomes, Totals totals)
    {
        foreach ((string title, IReadOnlyList<string> scenarios) in Groups(outcomes))
        {
            yield return $"\n## {title}\n";
            foreach (string line in OutcomeTable.Lines(scenarios, outcomes))
                yield return line;
        }
        yield return "\n## By class\n";
        foreach (string line in ClassTable.ByLabel(outcomes))
            yield return line;
        yield return "";
        foreach (string line in ClassTable.ByCause(outcomes))
            yield return line;
        yield return "\n## Totals\n";
        foreach (string line in totals.Lines)
            yield return $"- {line}";
    }

    private static IEnumerable<(string Title, IReadOnlyList<string> Scenarios)> Groups(IReadOnlyList<Outcome> outcomes)
    {
        HashSet<string> names = [.. outcomes.Select(one => one.Scenario)];
        IEnumerable<(string Title, IReadOnlyList<string> Scenarios)> suite = Suite.Groups.Select(
            group => (group.Title, (IReadOnlyList<string>)[.. group.Scenarios.Select(one => one.Name).Where(names.Contains)]));
        IReadOnlyList<string> drawn = [.. names.Where(name => !Suite.Has(name)).Order(StringComparer.Ordinal)];
        return suite.Append(("Drawn at random", drawn)).Where(group => group.Item2.Count > 0);
    }
}

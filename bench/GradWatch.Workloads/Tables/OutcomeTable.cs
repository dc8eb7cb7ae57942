using GradWatch.Workloads.Running;

namespace GradWatch.Workloads.Tables;

/// <summary>A row a scenario, its seeds side by side where they differ: markdown that lines up on a console.</summary>
internal static class OutcomeTable
{
    private static readonly string[] Head =
        ["scenario", "is", "said", "first warning", "first critical", "first bad step", "first cause", "true cause", "result"];

    internal static IEnumerable<string> Lines(IEnumerable<string> scenarios, IReadOnlyList<Outcome> outcomes)
    {
        ILookup<string, Outcome> byScenario = outcomes.ToLookup(one => one.Scenario);
        return TextTable.Lines(Head, scenarios.SelectMany(scenario => Parts(byScenario[scenario])).Select(Row));
    }

    private static IEnumerable<IReadOnlyList<Outcome>> Parts(IEnumerable<Outcome> outcomes) => outcomes
        .GroupBy(one => one.Name)
        .OrderBy(part => part.Key, StringComparer.Ordinal)
        .Select(part => (IReadOnlyList<Outcome>)[.. part.OrderBy(one => one.Seed)]);

    private static string[] Row(IReadOnlyList<Outcome> seeds) =>
    [
        seeds[0].Name,
        Cell(seeds, one => Word(one.Label)),
        Cell(seeds, one => one.Verdict),
        Cell(seeds, one => $"{one.FirstWarning}"),
        Cell(seeds, one => $"{one.FirstCritical}"),
        Cell(seeds, one => $"{one.FirstBadStep}"),
        Cell(seeds, one => one.Causes.Count == 0 ? "" : one.Causes[0].Id),
        Cell(seeds, one => one.ExpectedCause?.Replace("|", " or ", StringComparison.Ordinal) ?? ""),
        Cell(seeds, one => Word(one.Judgement) + (one.ExpectedCause is not null && !one.IsCauseRight ? " (cause)" : "")),
    ];

    private static string Cell(IReadOnlyList<Outcome> seeds, Func<Outcome, string> text)
    {
        List<string> cells = [.. seeds.Select(one => text(one) is { Length: > 0 } told ? told : "-")];
        return cells.Distinct().Count() == 1 ? cells[0] : string.Join(", ", cells);
    }

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}

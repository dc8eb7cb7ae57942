using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;

namespace GradWatch.DetectionBench.Pages;

/// <summary>The stated false-alarm rate, measured on long healthy runs of every shape.</summary>
internal static class LongSection
{
    private static readonly string[] Headings =
    [
        "series", "steps", "false critical", "per million steps", "at most (95 %)", "false warning", "per 50,000 steps", "at most (95 %)",
        "runs", " by",
    ];

    internal static string Of(IReadOnlyList<LongRun> runs) => $"""
        ## False alarms on long healthy series

        {runs.Max(run => run.Seed)} seeds of {runs[0].Rows:N0} steps for each shape. A false warning is a warning or worse. Findings of one
        detector at most 30 rows apart are one alarm. “At most” is the rate above which so few would be seen in less than one of twenty repetitions.

        {Markdown.Table(Headings, [.. runs.GroupBy(run => run.Scenario).Select(shape => Line(shape.Key, [.. shape])), Line("**all**", runs)])}
        """;

    private static string[] Line(string name, IReadOnlyList<LongRun> runs)
    {
        long rows = runs.Sum(run => run.Rows);
        int critical = runs.Sum(run => run.Critical.Values.Sum()), warning = runs.Sum(run => run.Warning.Values.Sum());
        string by = string.Join(", ", runs.SelectMany(run => run.Warning).GroupBy(pair => pair.Key, pair => pair.Value)
            .OrderByDescending(group => group.Sum()).Select(group => $"{group.Key} {group.Sum()}"));
        return
        [
            name, $"{rows:N0}", $"{critical}", .. Rates(critical, rows, 1e6), $"{warning}", .. Rates(warning, rows, 5e4),
            $"{runs.Count(run => run.Warning.Count > 0)} of {runs.Count}", by,
        ];
    }

    private static string[] Rates(long count, long rows, double per) =>
        [Markdown.Figure(per * count / rows), Markdown.Figure(per * PoissonBound.Upper95(count) / rows)];
}

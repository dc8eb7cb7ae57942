using System.Text;
using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>Generated series: false alarms on the healthy ones, recall on the sick ones, and what a first incident hides.</summary>
internal static class SyntheticSection
{
    private static readonly HashSet<string> Shown =
    [
        ScoredSeries.Critical, ScoredSeries.Warning, ScoredSeries.Told, .. PeerRules.Main.Select(rule => rule.Name),
    ];

    internal static string Of(SyntheticQuality quality, bool names)
    {
        var text = new StringBuilder();
        text.AppendLine($"## Generated healthy series: {quality.HealthySeeds} seeds of {quality.HealthySteps:N0} steps each\n");
        text.AppendLine("Runs with an alarm, and alarms per 10,000 rows.\n");
        text.AppendLine(Table(quality.Healthy, score => $"{score.False} of {score.Healthy}, {Markdown.Figure(score.FalsePer10000)}"));
        text.AppendLine($"## Generated healthy runs of 5 to 20 rows: {quality.Short[0].Scores[0].Healthy} seeds each\n\nRuns with an alarm.\n");
        text.AppendLine(Table(quality.Short, score => $"{score.False}"));
        text.AppendLine($"## Generated sick series: {quality.SickSeeds} seeds each\n");
        text.AppendLine("""
            Share caught in time. A growth must be told within one decade of rise, at 30 % a step and more within 8 steps. In the first line
            nothing is wrong: a rule that cries often catches everything that is slow by chance.

            """);
        text.AppendLine(Table(quality.Sick, score => Markdown.Percent(score.Caught, score.Sick)));
        text.AppendLine($"## Generated sick runs of few rows: {quality.SickSeeds} seeds each\n");
        text.AppendLine(Table(quality.ShortSick, score => Markdown.Percent(score.Caught, score.Sick)));
        text.AppendLine($"## The second of two incidents: {quality.SickSeeds} seeds each\n");
        text.AppendLine("Share seen. A rule that cries on from the first to the second has not seen it. In brackets: the second alone.\n");
        text.AppendLine(Masked(quality.Masked));
        text.AppendLine($"## Forecasts of generated growth: how often the interval holds the overflow\n\n{quality.Forecasts}");
        if (names)
            text.AppendLine(Failures(quality));
        return text.ToString();
    }

    private static string Table(IReadOnlyList<ScoredSeries> series, Func<Score, string> cell)
    {
        // A note on a healthy run is no alarm.
        List<string> names = [.. series[0].Scores.Where(score => score.Sick > 0 || score.Rule != ScoredSeries.Told)
            .Select(score => score.Rule).Where(Shown.Contains)];
        return Markdown.Table(["series", .. names], series.Select(one =>
            (string[])[one.Name, .. one.Scores.Where(score => names.Contains(score.Rule)).Select(cell)]));
    }

    private static string Masked(IReadOnlyList<MaskedSeries> series)
    {
        List<string> names = [.. series[0].Scores.Select(score => score.Rule).Where(Shown.Contains)];
        return Markdown.Table(["series", .. names], series.Select(one =>
            (string[])[one.Name, .. one.Scores.Where(score => Shown.Contains(score.Rule)).Select(score => Markdown.Percent(score.Seen, score.Runs))]));
    }

    // Three of a kind are enough to see why.
    private static string Failures(SyntheticQuality quality)
    {
        var text = new StringBuilder();
        IEnumerable<ScoredSeries> all = [.. quality.Healthy, .. quality.Short, .. quality.Sick, .. quality.ShortSick];
        foreach (ScoredSeries series in all.Where(series => series.Name[0] != '('))
        {
            foreach (Failure failure in series.Failures.Where(failure => failure.Kind != "mild").Take(3))
                text.AppendLine($"{failure.Kind,-14} {failure.Run}: {failure.Reason}; {failure.Said}");
        }
        return text.ToString();
    }
}

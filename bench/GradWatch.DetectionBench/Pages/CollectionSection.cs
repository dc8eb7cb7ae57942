using System.Text;
using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Rules;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>One collection of runs: GradWatch beside the rules of other systems, by class, by cause, and what went wrong.</summary>
internal static class CollectionSection
{
    private static readonly string[] Headings =
        ["rule", "sick caught in time", "at most two rows late", "lead, steps", "healthy called sick", "false per 10,000 rows", "per healthy run"];

    internal static string Of(CollectionQuality quality)
    {
        var text = new StringBuilder();
        text.AppendLine($"## {Title(quality.Name)}: {quality.Runs} runs\n");
        text.AppendLine(Markdown.Table(Headings, quality.Scores.Select(Line)));
        text.AppendLine($"""
            Of the sick runs {Markdown.Share(quality.SickCritical, quality.Ours.Sick)} are critical. Lead: median (quartiles) of the runs
            caught; negative is late. A warning in time counts as caught in both lines of GradWatch; they differ in what is false: a healthy
            run called critical, or warned of as well.

            """);
        text.AppendLine($"### {Title(quality.Name)}: caught in time, by class\n");
        text.AppendLine(Markdown.Table(["class", "runs", .. Watchers], quality.Classes.Select(ClassLine)));
        text.Append(Events(quality.Events));
        text.Append(CauseSection.Of(quality));
        text.Append(Failures(quality));
        return text.ToString();
    }

    /// <summary>For a place where the title is too long.</summary>
    internal static string ShortTitle(string name) => name switch
    {
        "torchsharp" => "TorchSharp",
        "workloads" => "Workloads",
        "random" => "Random",
        CollectionQuality.Public => "Public",
        _ => name,
    };

    internal static string Title(string name) => name switch
    {
        "torchsharp" => "Recorded TorchSharp runs",
        CollectionQuality.Public => "Runs from public repositories",
        "workloads" => "Live workloads",
        "random" => "Live trainings drawn at random",
        _ => $"Runs of “{name}”",
    };

    private static IEnumerable<string> Watchers => [ClassRecall.Warned, ClassRecall.Critical, .. PeerRules.Main.Select(rule => rule.Name)];

    private static string[] Line(Score score) =>
    [
        score.Rule.StartsWith("GradWatch", StringComparison.Ordinal) ? $"**{score.Rule}**" : score.Rule,
        Markdown.Share(score.Caught, score.Sick), Markdown.Percent(score.Soon, score.Sick), Markdown.Of(score.Lead),
        Markdown.Share(score.False, score.Healthy),
        score.Healthy == 0 ? "–" : $"{score.FalsePer10000:0.0}", score.Healthy == 0 ? "–" : $"{score.FalsePerRun:0.00}",
    ];

    private static string[] ClassLine(ClassRecall one) =>
        [one.Class, $"{one.Runs}", .. Watchers.Select(watcher => $"{one.Caught[watcher]}")];

    private static string Events(EventScore events) => events.Runs == 0 ? "" : $"""
        Incidents that training survives: {Markdown.Share(events.Warned, events.Runs)} are a warning, {Markdown.Share(events.Critical, events.Runs)} critical;
        {Markdown.Share(events.OneEpisode, events.Runs)} have exactly one episode, {events.EpisodesOnAverage:0.0} on average.


        """;

    private static string Failures(CollectionQuality quality)
    {
        if (quality.Failures.Count == 0)
            return "";
        var text = new StringBuilder($"### {Title(quality.Name)}: what was not as the truth has it\n\n");
        IEnumerable<string> kinds = quality.Failures.GroupBy(failure => failure.Kind).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {group.Count()}");
        text.AppendLine($"By kind: {string.Join(", ", kinds)}. `mild` is sick, warned in time, but never critical.\n");
        IEnumerable<string[]> rows = quality.Failures.OrderBy(failure => failure.Kind).ThenBy(failure => failure.Run, StringComparer.Ordinal)
            .Select(one => (string[])[one.Run, one.Label, one.FirstBadStep?.ToString() ?? "–", one.Kind, one.Reason, one.Said]);
        text.AppendLine(Markdown.Table(["run", " label", "bad step", " kind", " reason", " said"], rows));
        return text.ToString();
    }
}

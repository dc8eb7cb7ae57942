using System.Text;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Tables;

/// <summary>One collection of runs: GradWatch beside the rules of other systems, and the runs that went wrong by name.</summary>
internal static class CollectionTable
{
    internal static string Scores(IReadOnlyList<Judged> judged)
    {
        IReadOnlyList<RecordedRun> runs = [.. judged.Select(one => one.Run)];
        IReadOnlyList<Verdict> verdicts = [.. judged.Select(one => one.Verdict)];
        var text = new StringBuilder();
        text.AppendLine("| rule | sick caught in time | healthy called sick | false alarms per 10,000 healthy rows |");
        text.AppendLine("|---|---:|---:|---:|");
        Append(text, Score.OfUs("**GradWatch**, false from critical on", runs, verdicts, Severity.Warning, Severity.Critical));
        Append(text, Score.OfUs("**GradWatch**, false from warning on", runs, verdicts, Severity.Warning, Severity.Warning));
        foreach (IRule rule in Rule.All)
            Append(text, Score.OfRule(rule, runs));
        return text.ToString();
    }

    internal static string Severities(IReadOnlyList<Judged> judged)
    {
        List<Judged> sick = [.. judged.Where(one => one.Run.Truth.IsSick)];
        List<Judged> events = [.. judged.Where(one => one.Run.Truth.Label == "event")];
        var text = new StringBuilder();
        text.AppendLine($"Of the sick runs {Share(sick.Count(one => one.Verdict.Worst == Severity.Critical), sick.Count)} are critical.");
        if (events.Count > 0)
            text.AppendLine($"Of the runs with an incident that training survives {Share(events.Count(one => one.Verdict.Worst == Severity.Warning), events.Count)} "
                + $"are a warning, {Share(events.Count(one => one.Verdict.Worst == Severity.Critical), events.Count)} critical, with "
                + $"{events.Average(one => one.Verdict.Count(Severity.Warning)):F1} episodes on average.");
        return text.ToString();
    }

    internal static string Remarks(IEnumerable<Judged> judged, bool verbose)
    {
        var text = new StringBuilder();
        foreach (Judged one in judged)
        {
            if (one.Remark() is { } remark)
                text.AppendLine(Line(one, remark));
            else if (verbose)
                text.AppendLine(Line(one, "ok"));
        }
        return text.ToString();
    }

    internal static string Share(int part, int whole) => whole == 0 ? "-" : $"{part} of {whole} ({100.0 * part / whole:F0} %)";

    private static string Line(Judged one, string remark) =>
        $"{remark,-9} {one.Run.Truth.Label,-20} bad {one.Run.Truth.FirstBadStep?.ToString() ?? "-",-7} {one.Run.Truth.Name}: {one.Verdict.Fault ?? one.Verdict.ToString()}";

    private static void Append(StringBuilder text, Score score) => text.AppendLine(
        $"| {score.Rule} | {Share(score.Caught, score.Sick)} | {Share(score.False, score.Healthy)} | {score.FalsePer10000:F1} |");
}

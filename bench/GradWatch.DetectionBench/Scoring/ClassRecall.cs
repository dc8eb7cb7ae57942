using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>How many runs of one class were caught in time, by rule; critical is told apart for GradWatch.</summary>
internal sealed record ClassRecall(string Class, int Runs, IReadOnlyDictionary<string, int> Caught)
{
    internal const string Warned = "GradWatch";
    internal const string Critical = "GradWatch, critical";

    /// <summary>By label, and the sick ones by cause where more than one is labelled.</summary>
    internal static IReadOnlyList<ClassRecall> Of(IReadOnlyList<Judged> judged)
    {
        List<Judged> ill = [.. judged.Where(one => one.Run.Truth.IsSick || one.Run.Truth.IsOther)];
        List<Judged> caused = [.. ill.Where(one => one.Run.Truth.IsSick && CauseScore.IsTold(one))];
        return
        [
            .. By(ill, one => one.Run.Truth.Label),
            .. By(caused, one => $"{one.Run.Truth.Label}: {one.Run.Truth.Cause.Replace("|", " or ")}"),
        ];
    }

    private static IEnumerable<ClassRecall> By(List<Judged> judged, Func<Judged, string> classOf) => judged
        .GroupBy(classOf).OrderBy(group => group.Key)
        .Select(group => new ClassRecall(group.Key, group.Count(), CaughtBy([.. group])));

    private static Dictionary<string, int> CaughtBy(List<Judged> judged)
    {
        List<Judged> warned = judged.FindAll(one => one.Run.InTime(one.Verdict.Alarm(Severity.Warning, one.Run.Earliest)));
        Dictionary<string, int> caught = new()
        {
            [Warned] = warned.Count,
            [Critical] = warned.Count(one => one.Verdict.Worst == Severity.Critical),
        };
        foreach (Rule rule in PeerRules.Main)
            caught[rule.Name] = judged.Count(one => one.Run.InTime(Outcome.Of(rule, one.Run).First));
        return caught;
    }
}

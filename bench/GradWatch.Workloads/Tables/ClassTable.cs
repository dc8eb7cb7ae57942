using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;

namespace GradWatch.Workloads.Tables;

/// <summary>The runs counted by what they are and by what is wrong with them.</summary>
internal static class ClassTable
{
    private static readonly string[] LabelHead = ["is", "runs", "said healthy", "said warning", "said critical"];

    private static readonly string[] CauseHead =
        ["true cause", "is", "runs", "alarmed", "in time", "critical", "first cause right", "among the first two"];

    /// <summary>What was said of the healthy, the sick and the rest.</summary>
    internal static IEnumerable<string> ByLabel(IReadOnlyList<Outcome> outcomes) => TextTable.Lines(
        LabelHead,
        outcomes.GroupBy(one => one.Label).OrderBy(group => group.Key).Select(group => new[]
        {
            group.Key.ToString().ToLowerInvariant(),
            $"{group.Count()}",
            Count(group, one => one.FirstWarning is null),
            Count(group, one => one.FirstWarning is not null && one.FirstCritical is null),
            Count(group, one => one.FirstCritical is not null),
        }));

    /// <summary>How much of each fault was seen, how soon, and how often it was named. Warnings or worse are alarms.</summary>
    internal static IEnumerable<string> ByCause(IReadOnlyList<Outcome> outcomes) => TextTable.Lines(
        CauseHead,
        outcomes.Where(one => one.ExpectedCause is not null)
            .GroupBy(one => (Cause: one.ExpectedCause!, one.Label))
            .OrderBy(group => group.Key.Cause, StringComparer.Ordinal).ThenByDescending(group => group.Key.Label)
            .Select(group => new[]
            {
                group.Key.Cause.Replace("|", " or ", StringComparison.Ordinal),
                group.Key.Label.ToString().ToLowerInvariant(),
                $"{group.Count()}",
                Count(group, one => one.FirstWarning is not null),
                group.Key.Label == Label.Sick ? Count(group, one => one.FirstWarning <= one.FirstBadStep + Outcome.Grace) : "-",
                Count(group, one => one.FirstCritical is not null),
                Count(group, one => one.IsCauseRight),
                Count(group, one => one.Causes.Take(2).Any(cause => one.ExpectedCause!.Split('|').Contains(cause.Id))),
            }));

    private static string Count(IEnumerable<Outcome> outcomes, Func<Outcome, bool> isSo) => $"{outcomes.Count(isSo)}";
}

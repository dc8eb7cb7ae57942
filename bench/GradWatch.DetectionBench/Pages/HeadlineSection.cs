using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>What the project sets out to show, beside what was measured: a line a claim, a column a collection.</summary>
internal static class HeadlineSection
{
    internal static string Of(BenchResults results)
    {
        List<Claim> recorded = [.. results.Claims.Where(claim => !IsGenerated(claim))], generated = [.. results.Claims.Where(IsGenerated)];
        List<string> collections = [.. results.Collections.Select(quality => quality.Name)];
        string ofRuns = recorded.Count == 0 ? "" : Markdown.Table(
            ["recorded runs", "should be", .. collections.Select(CollectionSection.ShortTitle)],
            recorded.GroupBy(claim => claim.What).Select(claims => Line([.. claims], collections)));
        string ofSeries = generated.Count == 0 ? "" : Markdown.Table(
            ["generated series", "should be", "is", " counts"],
            generated.Select(claim => (string[])[claim.What, Target(claim), Measured(claim), claim.Counts]));
        string best = string.Join("; ", results.Collections.Select(Best).Where(sentence => sentence.Length > 0));
        string others = best.Length > 0 ? $" The best other rule, by what it catches less what is false: {best}." : "";
        return $"{ofRuns}\n{ofSeries}\nIn bold: not as it should be.{others}\n";
    }

    private static string Best(CollectionQuality quality)
    {
        // A rule that reads what only some of these runs hold is no rule for all of them.
        Score? best = quality.Scores.Skip(2).Where(score => score.Sick == quality.Ours.Sick).MaxBy(score => score.Recall - score.FalseShare);
        return best is null ? "" : $"{CollectionSection.ShortTitle(quality.Name)}: {best.Rule}, {Markdown.Percent(best.Caught, best.Sick)} caught, "
            + $"{Markdown.Percent(best.False, best.Healthy)} of the healthy called sick";
    }

    private static string[] Line(List<Claim> claims, List<string> collections)
    {
        IEnumerable<string> targets = claims.GroupBy(Target)
            .Select(group => claims.Count > group.Count() && group.All(claim => claim.Of == CollectionQuality.Public) ? $"public {group.Key}" : group.Key);
        return
        [
            claims[0].What, string.Join(", ", targets),
            .. collections.Select(of => claims.Find(claim => claim.Of == of) is { } claim ? $"{Measured(claim)} ({claim.Counts})" : "–"),
        ];
    }

    private static bool IsGenerated(Claim claim) => claim.Of is Claims.Generated or Claims.GeneratedHealthy;

    private static string Target(Claim claim) => $"{(claim.IsLeast ? "≥" : "≤")} {Number(claim, claim.Target)}";

    private static string Measured(Claim claim) => claim.Holds ? Number(claim, claim.Measured) : $"**{Number(claim, claim.Measured)}**";

    private static string Number(Claim claim, double value) =>
        claim.What is Claims.LongCritical or Claims.LongWarning or Claims.CalibrationError ? $"{value:0.##}" : $"{100 * value:0.#} %";
}

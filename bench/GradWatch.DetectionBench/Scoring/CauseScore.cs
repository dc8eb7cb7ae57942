namespace GradWatch.DetectionBench.Scoring;

/// <summary>Whether the cause named first, or second, is the labelled one.</summary>
/// <param name="Told">Runs with a labelled cause.</param>
/// <param name="Named">Those of which a cause was named at all.</param>
/// <param name="First">Right with the first cause.</param>
/// <param name="FirstTwo">Right among the first two.</param>
/// <param name="Wrong">The others, with what was said.</param>
internal sealed record CauseScore(int Told, int Named, int First, int FirstTwo, IReadOnlyList<string> Wrong)
{
    internal static CauseScore Of(IReadOnlyList<Judged> judged)
    {
        List<Judged> told = [.. judged.Where(IsTold)];
        return new CauseScore(
            told.Count, told.Count(one => one.Verdict.Causes.Count > 0), told.Count(one => Rank(one) == 0), told.Count(one => Rank(one) is 0 or 1),
            [.. told.Where(one => Rank(one) != 0).Select(Sentence)]);
    }

    // A cause in words, as the people concerned wrote it, has no id to compare with.
    internal static bool IsTold(Judged one) =>
        one.Run.Truth.Cause.Contains('_', StringComparison.Ordinal) && !one.Run.Truth.Cause.Contains(' ', StringComparison.Ordinal);

    internal static bool IsRight(Judged one, string cause) => one.Run.Truth.Cause.Split('|').Contains(cause);

    private static int Rank(Judged one) => one.Verdict.Causes.ToList().FindIndex(cause => IsRight(one, cause.Id));

    private static string Sentence(Judged one)
    {
        string said = string.Join(", ", one.Verdict.Causes.Take(3).Select(cause => $"{cause.Id} {cause.Weight:F2}").DefaultIfEmpty("none"));
        return $"{one.Run.Truth.Name}: {one.Run.Truth.Cause}; said {said}";
    }
}

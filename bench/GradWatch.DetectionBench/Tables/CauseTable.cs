using System.Text;

namespace GradWatch.DetectionBench.Tables;

/// <summary>Whether the cause named first, or second, is the labelled one.</summary>
internal static class CauseTable
{
    internal static string? Summary(IReadOnlyList<Judged> judged)
    {
        List<Judged> told = [.. judged.Where(IsTold)];
        if (told.Count == 0)
            return null;
        return $"Cause right: first {CollectionTable.Share(told.Count(one => Rank(one) == 0), told.Count)}, "
            + $"among the first two {CollectionTable.Share(told.Count(one => Rank(one) is 0 or 1), told.Count)}.";
    }

    internal static string Wrong(IReadOnlyList<Judged> judged)
    {
        var text = new StringBuilder();
        foreach (Judged one in judged.Where(one => IsTold(one) && Rank(one) != 0))
            text.AppendLine($"  {one.Run.Truth.Name}: {one.Run.Truth.Cause}; said {string.Join(", ", one.Verdict.Causes.Take(3))}");
        return text.ToString();
    }

    // A cause in words, as the people concerned wrote it, has no id to compare with.
    private static bool IsTold(Judged one) =>
        one.Run.Truth.Cause.Contains('_', StringComparison.Ordinal) && !one.Run.Truth.Cause.Contains(' ', StringComparison.Ordinal);

    private static int Rank(Judged one)
    {
        string[] right = one.Run.Truth.Cause.Split('|');
        return one.Verdict.Causes.ToList().FindIndex(cause => right.Any(id => cause.StartsWith(id, StringComparison.Ordinal)));
    }
}

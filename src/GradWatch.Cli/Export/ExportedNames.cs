using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Export;

/// <summary>What series are called outside: <c>loss</c>, <c>grad_norm/fc.weight</c>, the names that a log reader takes back.</summary>
internal static class ExportedNames
{
    /// <summary>The names by the indices of the series, each once.</summary>
    internal static string[] Of(IReadOnlyList<SeriesEntry> series)
    {
        HashSet<string> taken = ["step"];
        return [.. series.OrderBy(entry => entry.Index).Select(entry => Free(Of(entry.Series), taken))];
    }

    private static string Of(Series series) => series.Tensor is null ? series.Name : $"{series.Name}/{series.Tensor}";

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = $"{name}#{i}";
        return free;
    }
}

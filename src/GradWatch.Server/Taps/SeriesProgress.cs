using GradWatch.Observations;
using GradWatch.Storage;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Taps;

/// <summary>How far a series has come.</summary>
/// <param name="Count">Observations kept of it.</param>
/// <param name="LastStep">The highest step.</param>
internal readonly record struct SeriesProgress(long Count, long LastStep)
{
    /// <summary>As the store has it: what was taken before a restart is known after it.</summary>
    internal static async Task<Dictionary<Series, SeriesProgress>> ReadAsync(IRunStore store, string run, CancellationToken cancel)
    {
        Dictionary<Series, SeriesProgress> found = [];
        IReadOnlyList<SeriesEntry> entries = await store.SeriesAsync(run, cancel).ConfigureAwait(false);
        if (entries.Count == 0)
            return found;
        Dictionary<int, Series> byIndex = entries.ToDictionary(entry => entry.Index, entry => entry.Series);
        foreach (SeriesBins bins in await store.BinsAsync(run, [.. byIndex.Keys], StepRange.All, 1, cancel).ConfigureAwait(false))
        {
            if (bins.Bins.Count > 0)
                found[byIndex[bins.Index]] = new SeriesProgress(bins.Bins.Sum(bin => bin.Count), bins.Bins.Max(bin => bin.LastStep));
        }
        return found;
    }
}

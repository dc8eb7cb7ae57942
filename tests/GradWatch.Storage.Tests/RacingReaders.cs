using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests;

/// <summary>Several readers of a run while it is written and sealed: each look sees the run as it was after some commit.</summary>
internal static class RacingReaders
{
    internal static async Task RaceAsync(IRunStore store, int rows, CancellationToken cancel)
    {
        await store.OpenAsync(new RunStart { Id = "raced", Name = "raced" }, cancel);
        long acknowledged = 0;
        Task writing = Task.Run(async () =>
        {
            for (int row = 0; row < rows; row += 64)
            {
                await store.AppendAsync([Append(row, 64)], cancel);
                Interlocked.Exchange(ref acknowledged, row + 64);
            }
        }, cancel);
        async Task LookAsync()
        {
            while (!writing.IsCompleted)
            {
                long before = Interlocked.Read(ref acknowledged);
                SeriesBins bins = Assert.Single(await store.BinsAsync("raced", [0], StepRange.All, 100_000, cancel));
                Assert.InRange(bins.Bins.Sum(bin => bin.Count), before, long.MaxValue);
                before = Interlocked.Read(ref acknowledged);
                Assert.InRange((await SomeRows.ReadAsync(store, "raced", Math.Max(0, before - 100), cancel)).Count, Math.Min(before, 100), long.MaxValue);
            }
        }
        await Task.WhenAll([writing, .. Enumerable.Range(0, 3).Select(_ => Task.Run(LookAsync, cancel))]);
    }

    private static RunAppend Append(int row, int count)
    {
        StepRows rows = new();
        for (int i = 0; i < count; i++)
        {
            rows.Begin(row + i);
            rows.Add(0, row + i);
        }
        return new RunAppend
        {
            Run = "raced", FirstRow = row, Rows = rows, Summary = SomeRows.Summary("raced") with { Rows = row + count },
            NewSeries = row == 0 ? [new SeriesEntry(0, new Series(Quantity.Loss))] : [],
        };
    }
}

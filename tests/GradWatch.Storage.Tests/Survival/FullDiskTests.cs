using System.Diagnostics;
using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests.Survival;

/// <summary>A disk of a few megabytes, in memory: it can be made by root alone, elsewhere these tests are skipped.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly string _disk = Directory.CreateTempSubdirectory("gradwatch-disk-").FullName;
    private bool _mounted;

    public async ValueTask InitializeAsync() => _mounted = await RunAsync("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", _disk);

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
            await RunAsync("umount", _disk);
        Directory.Delete(_disk, recursive: true);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_reading_goes_on_and_so_does_writing_when_there_is_room_again()
    {
        Assert.SkipUnless(_mounted, "a small disk cannot be mounted here: it takes root");
        string ballast = Path.Combine(_disk, "ballast"), folder = Path.Combine(_disk, "store");
        await File.WriteAllBytesAsync(ballast, new byte[3 << 20], Cancel);
        long acknowledged = 0;
        await using (IRunStore store = await RunStores.OpenAsync(folder, cancel: Cancel))
        {
            await store.OpenAsync(new RunStart { Id = "a", Name = "a" }, Cancel);
            StoreUnavailableException full = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            {
                while (true)
                    acknowledged = await AppendAsync(store, acknowledged);
            });
            Assert.Equal(StoreTrouble.DiskFull, full.Trouble);
            Assert.Contains(Path.Combine(folder, "runs.db"), full.Message, StringComparison.Ordinal);
            Assert.Contains("full", full.Message, StringComparison.Ordinal);
            await AssertKeptAsync(store, acknowledged);
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await AppendAsync(store, acknowledged));
            File.Delete(ballast);
            for (int more = 0; more < 20; more++)
                acknowledged = await AppendAsync(store, acknowledged);
            await AssertKeptAsync(store, acknowledged);
        }
        await using IRunStore again = await RunStores.OpenAsync(folder, cancel: Cancel);
        await AssertKeptAsync(again, acknowledged);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<long> AppendAsync(IRunStore store, long row)
    {
        StepRows rows = new();
        for (int i = 0; i < 10; i++)
        {
            rows.Begin(row + i);
            for (int series = 0; series < 200; series++)
                rows.Add(series, row + i + series / 256.0);
        }
        await store.AppendAsync([new RunAppend
        {
            Run = "a", FirstRow = row, Rows = rows, Summary = SomeRows.Summary("a") with { Rows = row + 10 },
            NewSeries = row > 0 ? [] : [.. Enumerable.Range(0, 200).Select(series => new SeriesEntry(series, new Series(Quantity.GradNorm, $"{series}")))],
        }], Cancel);
        return row + 10;
    }

    private static async Task AssertKeptAsync(IRunStore store, long acknowledged)
    {
        StepRows rows = await SomeRows.ReadAsync(store, "a", 0, Cancel);
        Assert.Equal(acknowledged, rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            Assert.Equal(row, rows.Steps[row]);
            Assert.Equal(row + 199 / 256.0, rows.ValuesOf(row)[^1]);
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

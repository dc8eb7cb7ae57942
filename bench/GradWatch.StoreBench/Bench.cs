using System.Globalization;
using System.Text;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Storage.Sqlite;

namespace GradWatch.StoreBench;

/// <summary>Writes runs of a large model to each store, and reads them as a screen does.</summary>
internal sealed class Bench(BenchOptions options)
{
    private const int ListedRuns = 1000;

    private readonly Load _load = new();
    private readonly List<Writing> _written = [];
    private readonly List<(string Store, IReadOnlyList<Reading> Read)> _read = [];
    private readonly List<(string Store, double BytesPerValue)> _sizes = [];

    internal async Task<string> PageAsync()
    {
        string folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"gradwatch-store-bench-{Environment.ProcessId}")).FullName;
        try
        {
            await SqliteAsync(folder, SqliteDurability.PowerLoss);
            await SqliteAsync(folder, SqliteDurability.ProcessEnd);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        if (options.Postgres is { } place)
            await PostgresAsync(place);
        return ToPage();
    }

    private async Task SqliteAsync(string folder, SqliteDurability durability)
    {
        string name = durability == SqliteDurability.PowerLoss ? "SQLite, survives loss of power" : "SQLite, survives the end of any process";
        string file = Path.Combine(folder, $"{durability}.db");
        async Task<IRunStore> OpenAsync() => await RunStores.OpenAsync(file, durability);
        await WriteAsync(name, OpenAsync);
        if (durability == SqliteDurability.PowerLoss)
            await ReadAsync(name, OpenAsync, await CompactAsync(name, OpenAsync));
    }

    private async Task PostgresAsync(string place)
    {
        async Task<IRunStore> OpenAsync() => await RunStores.OpenAsync(place);
        const string name = "PostgreSQL";
        try
        {
            long before = await BytesAsync(OpenAsync);
            await WriteAsync(name, OpenAsync);
            await ReadAsync(name, OpenAsync, await CompactAsync(name, OpenAsync) - before);
        }
        finally
        {
            await using IRunStore store = await OpenAsync();
            foreach (RunSummary run in await store.ListAsync(new RunFilter { Text = "store-bench", Take = int.MaxValue }))
                await store.DeleteAsync(run.Id);
        }
    }

    // The run of the most steps is written last and stays; the others make way for it.
    private async Task WriteAsync(string name, Func<Task<IRunStore>> open)
    {
        await using IRunStore store = await open();
        await Writing.MeasureAsync(name, store, _load, "store-bench-warm", 1100, 1);
        await store.DeleteAsync("store-bench-warm");
        foreach ((int stepsPerCommit, int part) in ((int, int)[])[(1, 4), (10, 2), (20, 1)])
        {
            string run = $"store-bench-{stepsPerCommit}";
            Writing written = await Writing.MeasureAsync(name, store, _load, run, options.Steps / part, stepsPerCommit);
            _written.Add(written);
            await Console.Error.WriteLineAsync($"{name}, {stepsPerCommit} a commit: {written.StepsPerSecond:F0} steps/s");
            if (part > 1)
                await store.DeleteAsync(run);
        }
    }

    private static async Task<long> BytesAsync(Func<Task<IRunStore>> open)
    {
        await using IRunStore store = await open();
        return (await store.SizeAsync()).Bytes;
    }

    private static async Task<long> CompactAsync(string name, Func<Task<IRunStore>> open)
    {
        await using IRunStore store = await open();
        double seconds = await Reading.TimeAsync(async () => await store.CompactAsync()) / 1000;
        await Console.Error.WriteLineAsync($"{name}: compacted in {seconds:F1} s");
        return (await store.SizeAsync()).Bytes;
    }

    private async Task ReadAsync(string name, Func<Task<IRunStore>> open, long bytes)
    {
        _sizes.Add((name, (double)bytes / ((long)options.Steps * Load.ValuesPerStep)));
        await using (IRunStore store = await open())
        {
            for (int run = 0; run < ListedRuns; run++)
                await store.OpenAsync(new RunStart { Id = $"store-bench-run-{run}", Name = $"run {run}", Tags = new Dictionary<string, string> { ["lr"] = "0.1" } });
        }
        _read.Add((name, await Reading.AllAsync(open, "store-bench-20", options.Steps)));
    }

    private string ToPage()
    {
        StringBuilder page = new();
        void Line(FormattableString line) => page.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"{Load.Tensors} tensors × 8 statistics: {Load.ValuesPerStep:N0} values a step.\n");
        Line($"| store | steps a commit | durable steps/s | million values/s | processor, ms a step | median commit, ms | longest commit, ms |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (Writing one in _written)
            Line($"| {one.Store} | {one.StepsPerCommit} | {one.StepsPerSecond:F0} | {one.StepsPerSecond * Load.ValuesPerStep / 1e6:F1} | {one.ProcessorMs:F2} | {one.MedianMs:F2} | {one.LongestMs:F0} |");
        if (options.Postgres is null)
            Line($"| PostgreSQL | | not measured | | | | |");
        Line($"\n| store, after compaction | bytes a value |\n|---|---:|");
        foreach ((string store, double bytesPerValue) in _sizes)
            Line($"| {store} | {bytesPerValue:F2} |");
        Line($"\n| store | asked for | first in the process, ms | store opened again, ms | median, ms |\n|---|---|---:|---:|---:|");
        foreach ((string store, IReadOnlyList<Reading> read) in _read)
        {
            foreach (Reading one in read)
                Line($"| {store} | {one.What} | {one.FirstMs:F1} | {one.ReopenedMs:F1} | {one.MedianMs:F1} |");
        }
        return page.ToString();
    }
}

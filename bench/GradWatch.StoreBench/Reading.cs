using System.Diagnostics;
using GradWatch.Storage;
using GradWatch.Storage.Runs;

namespace GradWatch.StoreBench;

/// <summary>Something that a screen asks for.</summary>
/// <param name="What">In words.</param>
/// <param name="FirstMs">The first time in this process, the compiling of the code included.</param>
/// <param name="ReopenedMs">The first time after the store was opened again; the files are in the memory of the system.</param>
/// <param name="MedianMs">The median of many, each of another series.</param>
internal sealed record Reading(string What, double FirstMs, double ReopenedMs, double MedianMs)
{
    private const int Times = 31;

    internal static async Task<Reading> MeasureAsync(string what, Func<Task<IRunStore>> open, Func<IRunStore, int, Task> read)
    {
        double first = await OnceAsync(open, read, 0), reopened = await OnceAsync(open, read, 1);
        await using IRunStore store = await open();
        List<double> times = [];
        for (int i = 0; i < Times; i++)
            times.Add(await TimeAsync(() => read(store, 2 + i)));
        times.Sort();
        return new Reading(what, first, reopened, times[Times / 2]);
    }

    internal static async Task<double> TimeAsync(Func<Task> act)
    {
        long start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What the page of a run and the list of runs ask for.</summary>
    internal static async Task<IReadOnlyList<Reading>> AllAsync(Func<Task<IRunStore>> open, string run, int steps)
    {
        string series = $"a series of {steps:N0} steps as 1,000 points";
        string eight = $"the eight statistics of a tensor, {steps:N0} steps as 1,000 points";
        string heat = $"heat map, {Load.Tensors} tensors × 240 columns of {steps:N0} steps";
        return
        [
            await MeasureAsync(series, open, (store, i) => BinsAsync(store, run, [8 * (37 * i % Load.Tensors)], 1000)),
            await MeasureAsync(eight, open, (store, i) => BinsAsync(store, run, [.. Enumerable.Range(8 * (31 * i % Load.Tensors), 8)], 1000)),
            await MeasureAsync(heat, open, (store, _) => BinsAsync(store, run, Load.Norms, 240)),
            await MeasureAsync("1,000 runs listed", open, async (store, _) => await store.ListAsync(new RunFilter { Take = 1000 })),
            await MeasureAsync("opening the store", open, async (_, _) => await (await open()).DisposeAsync()),
        ];
    }

    private static async Task<double> OnceAsync(Func<Task<IRunStore>> open, Func<IRunStore, int, Task> read, int number)
    {
        await using IRunStore store = await open();
        return await TimeAsync(() => read(store, number));
    }

    private static async Task BinsAsync(IRunStore store, string run, int[] series, int bins)
    {
        IReadOnlyList<SeriesBins> found = await store.BinsAsync(run, series, StepRange.All, bins);
        if (found.Any(one => one.Bins.Count == 0))
            throw new InvalidDataException("a series has no value");
    }
}

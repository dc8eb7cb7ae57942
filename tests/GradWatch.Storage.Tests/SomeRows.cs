using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests;

/// <summary>Rows of every awkward kind: parts of a step, steps again and back, series that come later, a series twice in a row, what is not finite.</summary>
internal sealed class SomeRows
{
    private static readonly Series[] AllSeries =
    [
        new(Quantity.Loss), new(Quantity.GradNorm), new(Quantity.LearningRate), new(Quantity.GradNorm, "a.weight"), new(Quantity.GradMax, "a.weight"),
        new(Quantity.GradNorm, "b"), new(Quantity.Loss, null, "generator"), new(Quantity.GradMax, "b"), new(Quantity.ParamNorm, "a.weight"),
    ];

    internal StepRows Rows { get; } = new();

    internal static async Task<SomeRows> AppendAsync(
        IRunStore store, string run, int seed, CancellationToken cancel, int rows = 1500, bool ended = false)
    {
        SomeRows some = new();
        Random random = new(seed);
        await store.OpenAsync(new RunStart { Id = run, Name = run }, cancel);
        long step = 0;
        for (int known = 0; some.Rows.Count < rows;)
        {
            StepRows batch = new();
            int next = known;
            for (int row = random.Next(1, 120); row > 0; row--)
            {
                step += random.Next(30) switch { 0 => -random.Next(20), 1 => 0, 2 => random.Next(100), _ => 1 };
                batch.Begin(step);
                next = Math.Min(AllSeries.Length, Math.Max(next, some.Rows.Count / 100 + 2));
                for (int series = 0; series < next; series++)
                {
                    for (int times = random.Next(40) switch { 0 => 0, 1 => 2, _ => 1 }; times > 0; times--)
                        batch.Add(series, Value(random, series));
                }
            }
            await store.AppendAsync([new RunAppend
            {
                Run = run, FirstRow = some.Rows.Count, Rows = batch,
                NewSeries = [.. Enumerable.Range(known, next - known).Select(index => new SeriesEntry(index, AllSeries[index]))],
                Summary = Summary(run) with { Rows = some.Rows.Count + batch.Count, Status = ended && some.Rows.Count + batch.Count >= rows ? RunStatus.Finished : RunStatus.Running },
            }], cancel);
            known = next;
            for (int row = 0; row < batch.Count; row++)
                some.Rows.Append(batch, row);
        }
        return some;
    }

    internal static RunSummary Summary(string run) => new() { Id = run, Name = run, Created = DateTimeOffset.UnixEpoch, Updated = DateTimeOffset.UnixEpoch };

    internal static async Task<StepRows> ReadAsync(IRunStore store, string run, long from, CancellationToken cancel)
    {
        StepRows all = new();
        await foreach (StepRows rows in store.RowsAsync(run, from, cancel))
        {
            for (int row = 0; row < rows.Count; row++)
                all.Append(rows, row);
        }
        return all;
    }

    internal static void AssertEqual(StepRows written, long from, StepRows read)
    {
        Assert.Equal(written.Count - from, read.Count);
        for (int row = 0; row < read.Count; row++)
        {
            Assert.Equal(written.Steps[row + (int)from], read.Steps[row]);
            Assert.Equal(written.SeriesOf(row + (int)from).ToArray(), read.SeriesOf(row).ToArray());
            Assert.Equal(Bits(written.ValuesOf(row + (int)from)), Bits(read.ValuesOf(row)));
        }
    }

    /// <summary>Holds the bins of a series to what all its observations between two steps say.</summary>
    internal void AssertFolded(SeriesBins folded, StepRange range, int most)
    {
        List<double> values = [];
        for (int row = 0; row < Rows.Count; row++)
        {
            for (int i = 0; i < Rows.SeriesOf(row).Length; i++)
            {
                if (Rows.SeriesOf(row)[i] == folded.Index && range.Contains(Rows.Steps[row]))
                    values.Add(Rows.ValuesOf(row)[i]);
            }
        }
        double[] finite = [.. values.Where(double.IsFinite)];
        Assert.InRange(folded.Bins.Count, values.Count == 0 ? 0 : 1, Math.Max(1, Math.Min(most, values.Count)));
        Assert.Equal(values.Count, folded.Bins.Sum(bin => bin.Count));
        Assert.Equal(values.Count(double.IsNaN), folded.Bins.Sum(bin => bin.NaN));
        Assert.Equal(values.Count(double.IsPositiveInfinity), folded.Bins.Sum(bin => bin.PositiveInfinity));
        Assert.Equal(values.Count(double.IsNegativeInfinity), folded.Bins.Sum(bin => bin.NegativeInfinity));
        if (values.Count == 0)
            return;
        SeriesBin[] withFinite = [.. folded.Bins.Where(bin => !double.IsNaN(bin.Max))];
        Assert.Equal(finite.Max(), withFinite.Max(bin => bin.Max));
        Assert.Equal(finite.Min(), withFinite.Min(bin => bin.Min));
        double mean = withFinite.Sum(bin => bin.Mean * (bin.Count - bin.NaN - bin.PositiveInfinity - bin.NegativeInfinity)) / finite.Length;
        Assert.Equal(1, mean / finite.Average(), 1e-5);
        Assert.Equal(values[^1], folded.Bins[^1].Last);
        Assert.All(folded.Bins, bin => Assert.True(range.Contains(bin.FirstStep) && range.Contains(bin.LastStep)));
    }

    private static double Value(Random random, int series) => (series, random.Next(50)) switch
    {
        (2, _) => 0.05,
        (_, 0) => double.NaN,
        (_, 1) => random.Next(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
        (_, 2) => -0.0,
        (0 or 6, _) => Math.Exp(10 * random.NextDouble()),
        _ => (float)Math.Exp(10 * random.NextDouble()),
    };

    private static long[] Bits(ReadOnlySpan<double> values)
    {
        long[] bits = new long[values.Length];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = BitConverter.DoubleToInt64Bits(double.IsNaN(values[i]) ? double.NaN : values[i]);
        return bits;
    }
}

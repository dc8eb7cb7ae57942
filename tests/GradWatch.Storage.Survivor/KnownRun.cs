using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Survivor;

/// <summary>A run whose every value is known: a batch depends on its number alone, a row on its step alone.</summary>
internal static class KnownRun
{
    internal const string Writer = "survivor";

    private const int Tensors = 12;

    // Batches of 1, 2, 3, 4, 5 rows, and again.
    private static readonly int[] RowsBefore = [0, 1, 3, 6, 10, 15];

    private static readonly Series[] AllSeries =
        [new(Quantity.Loss), .. Enumerable.Range(0, Tensors).Select(tensor => new Series(Quantity.GradNorm, $"layers.{tensor}"))];

    internal static RunStart Start(string run) => new() { Id = run, Name = run, Source = "survivor" };

    /// <summary>Rows of all batches up to and with this one.</summary>
    internal static long RowsUpTo(long sequence) => RowsBefore[^1] * (sequence / 5) + RowsBefore[(int)(sequence % 5)];

    internal static RunBatch Batch(long sequence)
    {
        StepRows rows = new();
        for (long step = RowsUpTo(sequence - 1); step < RowsUpTo(sequence); step++)
        {
            rows.Begin(step);
            for (int series = 0; series < AllSeries.Length; series++)
                rows.Add(series, Value(step, series));
        }
        return new RunBatch { Series = AllSeries, Rows = rows, Writer = Writer, Sequence = sequence };
    }

    /// <summary>The row of a step as it must be read.</summary>
    internal static double[] Row(long step) => [.. Enumerable.Range(0, AllSeries.Length).Select(series => Value(step, series))];

    // Calm, with spikes that grow for some steps and now and then a NaN: episodes open and close all along.
    private static double Value(long step, int series) => (series, step % 397) switch
    {
        (0, 390) => 80 + Noise(step, series),
        (0, _) => 2 + 0.1 * Noise(step, series),
        (4, 395) => double.NaN,
        (_, > 380 and < 392) => Math.Pow(3, step % 397 - 380) * (1 + 0.1 * Noise(step, series)),
        _ => 1 + 0.2 * Noise(step, series),
    };

    private static double Noise(long step, int series) => Math.Sin((step % 9973) * 12.9898 + series * 78.233) * 43758.5453 % 1;
}

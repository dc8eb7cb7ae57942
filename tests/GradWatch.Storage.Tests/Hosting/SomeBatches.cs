using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Tests.Hosting;

/// <summary>Batches of small runs: a value depends on the step alone, however the run is cut into batches.</summary>
internal static class SomeBatches
{
    private static readonly Series[] LossAndNorm = [new(Quantity.Loss), new(Quantity.GradNorm)];

    internal static RunBatch Calm(string writer, long sequence, int firstStep, int rows) =>
        Of(writer, sequence, firstStep, rows, step => (2.0 / (1 + step * 0.01) + 0.01 * Noise(step), 1 + 0.1 * Noise(step + 7)));

    /// <summary>Norm and loss grow by a third a step from step 15 on, and overflow in the end.</summary>
    internal static RunBatch Exploding(string writer, long sequence, int firstStep, int rows) => Of(writer, sequence, firstStep, rows, step =>
    {
        double growth = Math.Pow(10, Math.Max(0, step - 15) * 0.4);
        double norm = growth * (1 + 0.1 * Noise(step));
        return (2 * (1 + growth * 0.1), norm > 3e38 ? double.NaN : norm);
    });

    internal static RunBatch OfTensors(string writer, long sequence, int tensors)
    {
        StepRows rows = new();
        rows.Begin(sequence);
        for (int tensor = 0; tensor < tensors; tensor++)
            rows.Add(tensor, tensor + 1);
        return new RunBatch
        {
            Series = [.. Enumerable.Range(0, tensors).Select(tensor => new Series(Quantity.GradNorm, $"layer{tensor}"))],
            Rows = rows, Writer = writer, Sequence = sequence,
        };
    }

    private static RunBatch Of(string writer, long sequence, int firstStep, int count, Func<int, (double Loss, double Norm)> values)
    {
        StepRows rows = new();
        for (int step = firstStep; step < firstStep + count; step++)
        {
            (double loss, double norm) = values(step);
            rows.Begin(step);
            rows.Add(0, loss);
            rows.Add(1, norm);
        }
        return new RunBatch { Series = LossAndNorm, Rows = rows, Writer = writer, Sequence = sequence };
    }

    private static double Noise(int step) => Math.Sin(step * 12.9898) * 43758.5453 % 1;
}

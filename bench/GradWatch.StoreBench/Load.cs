using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.StoreBench;

/// <summary>What a model of 300 tensors sends with eight statistics each, measured in single precision.</summary>
internal sealed class Load
{
    internal const int Tensors = 300;
    internal const int ValuesPerStep = Tensors * 8;

    // A prime, so that a value does not come again with the same series soon; drawing anew would take longer than some stores do.
    private const int Drawn = 1_000_003;

    private static readonly Quantity[] Statistics =
    [
        Quantity.GradNorm, Quantity.GradMax, Quantity.ParamNorm, Quantity.ParamMax, Quantity.UpdateNorm, Quantity.UpdateRatio, Quantity.Displacement,
        Quantity.GradNormClipped,
    ];

    private static readonly int[] AllSeries = [.. Enumerable.Range(0, ValuesPerStep)];
    private readonly double[] _values = new double[Drawn];

    internal Load()
    {
        Random random = new(1);
        for (int i = 0; i < Drawn; i++)
            _values[i] = (float)Math.Exp(4 * random.NextDouble() - 2);
    }

    internal static IReadOnlyList<SeriesEntry> Series { get; } =
        [.. AllSeries.Select(index => new SeriesEntry(index, new Series(Statistics[index % 8], $"layers.{index / 8}.weight")))];

    /// <summary>The gradient norm of every tensor.</summary>
    internal static int[] Norms { get; } = [.. Enumerable.Range(0, Tensors).Select(tensor => 8 * tensor)];

    internal void Fill(StepRows rows, long firstStep, int steps)
    {
        rows.Clear();
        for (long step = firstStep; step < firstStep + steps; step++)
        {
            rows.Begin(step);
            Span<double> values = rows.Add(AllSeries);
            int start = (int)(step * 7919 % (Drawn - ValuesPerStep));
            _values.AsSpan(start, ValuesPerStep).CopyTo(values);
        }
    }
}

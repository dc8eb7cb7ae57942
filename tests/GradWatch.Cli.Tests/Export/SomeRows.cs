using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Tests.Export;

/// <summary>A short run with all that is awkward: values that are not finite, gaps, a step in two parts, a number beyond single precision.</summary>
internal static class SomeRows
{
    private static readonly Series Loss = new(Quantity.Loss);
    private static readonly Series Norm = new(Quantity.GradNorm);
    private static readonly Series Rate = new(Quantity.LearningRate);
    private static readonly Series OfFirst = new(Quantity.GradNorm, "0.weight");
    private static readonly Series Ratio = new(Quantity.UpdateRatio);

    internal static IReadOnlyList<SeriesEntry> Series { get; } =
        [.. new[] { Loss, Norm, Rate, OfFirst, Ratio }.Select((series, index) => new SeriesEntry(index, series))];

    internal static string[] Names => ["loss", "grad_norm", "learning_rate", "grad_norm/0.weight", "update_ratio"];

    internal static StepRows Rows()
    {
        StepRows rows = new();
        for (int step = 0; step < 40; step++)
        {
            rows.Begin(step);
            rows.Add(0, step == 30 ? double.NaN : 2.0f / (1 + step));
            rows.Add(1, step switch { 31 => double.PositiveInfinity, 29 => 1e300, _ => 1.5f + 0.125f * (step % 5) });
            rows.Add(2, 0.0625);
            rows.Add(3, 0.25f * (1 + step % 3));
            if (step % 10 != 0)
                continue;
            // The weights are read after the optimizer's step, a row of their own.
            rows.Begin(step);
            rows.Add(4, 0.0078125);
        }
        return rows;
    }

    /// <summary>What is observed of each series, in its order.</summary>
    internal static Dictionary<string, List<(long Step, double Value)>> Observed()
    {
        Dictionary<string, List<(long, double)>> observed = [];
        StepRows rows = Rows();
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = 0; i < rows.SeriesOf(row).Length; i++)
                Add(observed, Series[rows.SeriesOf(row)[i]].Series, rows.Steps[row], rows.ValuesOf(row)[i]);
        }
        return observed;
    }

    internal static Dictionary<string, List<(long Step, double Value)>> Observed(IEnumerable<Observation> observations)
    {
        Dictionary<string, List<(long, double)>> observed = [];
        foreach (Observation observation in observations)
            Add(observed, observation.Series, observation.Step, observation.Value);
        return observed;
    }

    private static void Add(Dictionary<string, List<(long, double)>> observed, Series series, long step, double value)
    {
        if (!observed.TryGetValue(series.ToString(), out List<(long, double)>? values))
            observed.Add(series.ToString(), values = []);
        values.Add((step, value));
    }
}

using GradWatch.Observations;

namespace GradWatch.DetectionBench.Recordings;

/// <summary>Loss and gradient norm of one step; null where the log has none.</summary>
internal sealed record Row(long Step)
{
    internal double? Loss { get; private set; }

    internal double? Norm { get; private set; }

    internal static IReadOnlyList<Row> Of(IEnumerable<Observation> observations)
    {
        List<Row> rows = [];
        foreach (Observation observation in observations)
            Add(rows, observation);
        return rows;
    }

    private static void Add(List<Row> rows, in Observation observation)
    {
        bool isLoss = observation.Series.Quantity == Quantity.Loss;
        bool isNorm = observation.Series.Quantity == Quantity.GradNorm && observation.Series.IsOfRun;
        if (!isLoss && !isNorm)
            return;
        Row? last = rows.Count > 0 ? rows[^1] : null;
        if (last is null || last.Step != observation.Step || (isLoss && last.Loss is not null && observation.Series.Component is null))
            rows.Add(last = new Row(observation.Step));
        if (isLoss)
            last.Loss ??= observation.Value;
        else
            last.Norm ??= observation.Value;
    }
}

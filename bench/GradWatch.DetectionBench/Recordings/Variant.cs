using GradWatch.Observations;

namespace GradWatch.DetectionBench.Recordings;

/// <summary>The same run as a poorer logger would have written it, or on another scale.</summary>
internal sealed record Variant(string Name, Func<IReadOnlyList<Observation>, IEnumerable<Observation>> Change, int Stride = 1)
{
    private static readonly Quantity[] Gradients = [Quantity.GradNorm, Quantity.GradNormClipped, Quantity.GradMax];

    internal static Variant AsRecorded { get; } = new("as recorded", observations => observations);

    internal static Variant LossAndNorm { get; } = new("loss and norm only", observations => observations
        .Where(o => o.Series.Quantity is Quantity.Loss or Quantity.GradNorm && o.Series.IsOfRun));

    internal static IReadOnlyList<Variant> All { get; } =
    [
        AsRecorded,
        LossAndNorm,
        new("norm only", observations => observations.Where(o => o.Series.Quantity is Quantity.GradNorm && o.Series.IsOfRun)),
        new("loss only", observations => observations.Where(o => o.Series.Quantity is Quantity.Loss)),
        new("every 10th row", observations => EveryNth(observations, 10), 10),
        new("every 10th row, loss and norm", observations => EveryNth(observations, 10)
            .Where(o => o.Series.Quantity is Quantity.Loss or Quantity.GradNorm && o.Series.IsOfRun), 10),
        new("printed at 3 decimals", observations => observations.Select(o => o with { Value = Math.Round(o.Value, 3) })),
        new("norm × 1e-6", observations => observations.Select(o => Scaled(o, 1e-6, Gradients))),
        new("norm × 1e6", observations => observations.Select(o => Scaled(o, 1e6, Gradients))),
        new("loss × 1e-6", observations => observations.Select(o => Scaled(o, 1e-6, Quantity.Loss))),
        new("loss × 1e6", observations => observations.Select(o => Scaled(o, 1e6, Quantity.Loss))),
        new("resumed from the middle", Resumed),
    ];

    internal RecordedRun Of(RecordedRun run)
    {
        if (this == AsRecorded)
            return run;
        IReadOnlyList<RunPart> parts = [.. run.Parts.Select(part => part with { Observations = [.. Change(part.Observations)] })];
        // A row that is not logged cannot raise an alarm: the next one that is, and one more, are still in time.
        long? deadline = Stride == 1 || run.Truth.FirstBadStep is not { } bad || run.Rows.Count == 0
            ? run.Truth.Deadline
            : bad + Math.Max(2 * Stride, (long)Math.Ceiling(0.05 * (run.Rows[^1].Step - run.Rows[0].Step)));
        return new RecordedRun(run.Truth with { Deadline = deadline }, parts, run.Error);
    }

    private static Observation Scaled(Observation observation, double factor, params Quantity[] quantities) =>
        quantities.Contains(observation.Series.Quantity) ? observation with { Value = observation.Value * factor } : observation;

    private static IEnumerable<Observation> EveryNth(IReadOnlyList<Observation> observations, int stride)
    {
        long row = -1, step = long.MinValue;
        foreach (Observation observation in observations)
        {
            if (observation.Step != step)
                (row, step) = (row + 1, observation.Step);
            if (row % stride == 0)
                yield return observation;
        }
    }

    private static IEnumerable<Observation> Resumed(IReadOnlyList<Observation> observations)
    {
        if (observations.Count == 0)
            return observations;
        long middle = (observations[0].Step + observations[^1].Step) / 2;
        return observations.Concat(observations.Where(observation => observation.Step >= middle));
    }
}

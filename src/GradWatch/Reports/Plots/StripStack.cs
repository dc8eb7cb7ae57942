using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>Which strips a run has, and in which order: loss, gradient norm, L∞, update ratio, learning rate, loss scale.</summary>
internal static class StripStack
{
    /// <summary>A run may log dozens of losses; the rest stands in the table of series.</summary>
    private const int MostOfOneQuantity = 4;

    private static readonly Quantity[] Always =
    [
        Quantity.Loss, Quantity.GradNorm, Quantity.GradMax, Quantity.UpdateRatio, Quantity.LearningRate, Quantity.LossScale,
    ];

    /// <summary>The strips of a report. A series that is not shown by default is shown when an episode is about it.</summary>
    public static List<Strip> Of(Report report, StepAxis steps, int mostColumns)
    {
        List<Strip> strips = [];
        foreach (Quantity quantity in Always.Concat(Enum.GetValues<Quantity>().Except(Always)))
        {
            bool always = Always.Contains(quantity);
            IEnumerable<SeriesTrace> traces = report.Record.Traces
                .Where(t => t.Series.Quantity == quantity && t.Series.IsOfRun && (always || IsInEpisode(report, t.Series)))
                .OrderByDescending(t => t.Series.Component is null)
                .ThenByDescending(t => IsInEpisode(report, t.Series))
                .Take(MostOfOneQuantity);
            strips.AddRange(traces.Select(trace => new Strip(trace, StripStyle.Of(quantity), steps, mostColumns)));
        }
        return strips;
    }

    /// <summary>The episodes that a strip shows: those of its series, and of tensors of its quantity.</summary>
    public static IEnumerable<Episode> Episodes(Report report, Series series) => report.Episodes.Where(
        e => e.Series.Equals(series) || (e.Series.Tensor is not null && series.Component is null && e.Series.Quantity == series.Quantity));

    private static bool IsInEpisode(Report report, Series series) => report.Episodes.Any(e => e.Series.Equals(series));
}

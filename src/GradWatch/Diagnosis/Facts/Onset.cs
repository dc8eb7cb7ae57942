using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Diagnosis.Facts;

/// <summary>Where the trouble begins: at the first of the episodes that lead to the worst one.</summary>
/// <param name="Step">The first step of it.</param>
/// <param name="Alarm">The step at which the worst of them could first be told.</param>
/// <param name="Rows">Rows of the log before it.</param>
/// <param name="First">The first step of the log.</param>
/// <param name="Stride">Steps from a row to the next, as most rows have it.</param>
/// <param name="Vanishing">True when it begins with a gradient that vanished.</param>
internal sealed record Onset(long Step, long Alarm, long Rows, long First, double Stride, bool Vanishing)
{
    // Rows between two episodes that still make one chain: an update that was too large shows in the loss a row later.
    private const int ChainRows = 10;
    // A way of training that lasts, not an incident: what happens meanwhile has causes of its own.
    private const string Chronic = "clip_saturation";
    private const int StartRows = 3;
    private const int FirstRows = 50;
    // Warm-ups of large models last 2000 steps, seldom 5000.
    private const int FirstSteps = 5000;

    /// <summary>True when there is no history to compare with.</summary>
    internal bool AtStart => Rows < StartRows;

    /// <summary>True in the first tens of rows of a log that begins with the training.</summary>
    internal bool Early => Rows < FirstRows && First <= Stride && Step < FirstSteps;

    /// <summary>True when the first row is a measurement before any update, or after one.</summary>
    internal bool SeesFirstStep => First <= 1;

    /// <summary>The onset of a run's trouble; null when no episode is more than a note.</summary>
    internal static Onset? Of(RunRecord record, IReadOnlyList<Episode> episodes)
    {
        List<Episode> grave = [.. episodes.Where(episode => episode.Severity > Severity.Info)];
        if (grave.Count == 0)
            return null;
        IReadOnlyList<Reading> rows = RowsOf(record);
        double stride = Reading.Quantile(rows.Zip(rows.Skip(1), (a, b) => Math.Max(1, (b.Step - a.Step) / (double)b.Count)), 0.5);
        if (double.IsNaN(stride))
            stride = 1;
        if (grave.Exists(episode => episode.Detector != Chronic))
            grave.RemoveAll(episode => episode.Detector == Chronic);
        Severity worst = grave.Max(episode => episode.Severity);
        Episode main = grave.Where(episode => episode.Severity == worst).MinBy(episode => episode.FirstStep)!;
        List<Episode> chain = Chain(grave, main, ChainRows * stride);
        // A line fitted through a spike begins before it: what was told later than another episode did not begin before that was told.
        long told = chain.Min(episode => episode.AlarmStep);
        Episode first = chain.MinBy(episode => (Begin(episode), episode.AlarmStep))!;
        long step = Begin(first);
        return new Onset(
            step, Math.Max(step, main.AlarmStep), rows.Where(row => row.Step < step).Sum(row => (long)row.Count), record.FirstStep, stride,
            first.Detector == "vanishing_gradient");

        long Begin(Episode episode) => episode.AlarmStep > told ? Math.Max(episode.FirstStep, told) : episode.FirstStep;
    }

    private static List<Episode> Chain(List<Episode> grave, Episode main, double reach)
    {
        List<Episode> chain = [main];
        foreach (Episode earlier in grave.OrderByDescending(episode => episode.FirstStep))
        {
            if (earlier != main && earlier.FirstStep <= chain[^1].FirstStep && earlier.LastStep >= chain[^1].FirstStep - reach)
                chain.Add(earlier);
        }
        // What began later was told earlier now and then: a loss that jumped in a growth that took long to be sure of.
        chain.AddRange(grave.Where(episode => !chain.Contains(episode) && episode.AlarmStep < main.AlarmStep && episode.FirstStep >= chain[^1].FirstStep
            && episode.FirstStep <= main.AlarmStep));
        return chain;
    }

    private static IReadOnlyList<Reading> RowsOf(RunRecord record)
    {
        IReadOnlyList<Reading> norms = Reading.Of(record.Find(Quantity.GradNorm)), losses = Reading.Of(record.Find(Quantity.Loss));
        return losses.Sum(row => row.Count) >= norms.Sum(row => row.Count) ? losses : norms;
    }
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>Counts of some runs: what a choice of thresholds is judged by.</summary>
internal readonly record struct Tally(int Sick, int Caught, int Critical, int Healthy, int FalseCritical, int FalseWarning)
{
    /// <summary>What is to be small. A healthy run called critical weighs as much as two that are warned of or missed.</summary>
    public double Cost =>
        (double)(Sick - Caught) / Math.Max(1, Sick) + 0.25 * (Sick - Critical) / Math.Max(1, Sick)
        + (2.0 * FalseCritical + FalseWarning) / Math.Max(1, Healthy);

    internal static Tally Of(IReadOnlyList<RecordedRun> runs, DetectorTrials.Word[] words, Func<RecordedRun, bool> counts)
    {
        Tally tally = default;
        foreach ((RecordedRun run, DetectorTrials.Word word) in runs.Zip(words).Where(pair => counts(pair.First)))
        {
            if (run.Truth.IsSick)
                tally = tally with
                {
                    Sick = tally.Sick + 1, Caught = tally.Caught + (run.InTime(word.Warns ? word.First : null) ? 1 : 0),
                    Critical = tally.Critical + (word.IsCritical ? 1 : 0),
                };
            else if (run.Truth.IsHealthy)
                tally = tally with
                {
                    Healthy = tally.Healthy + 1, FalseCritical = tally.FalseCritical + (word.IsCritical ? 1 : 0),
                    FalseWarning = tally.FalseWarning + (word.Warns ? 1 : 0),
                };
        }
        return tally;
    }

    public static Tally operator +(Tally a, Tally b) => new(
        a.Sick + b.Sick, a.Caught + b.Caught, a.Critical + b.Critical, a.Healthy + b.Healthy,
        a.FalseCritical + b.FalseCritical, a.FalseWarning + b.FalseWarning);
}

using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench;

/// <summary>How one rule did on some runs.</summary>
/// <param name="Rule">Whose rule.</param>
/// <param name="Sick">Sick runs.</param>
/// <param name="Caught">Those with an alarm in time.</param>
/// <param name="Healthy">Healthy runs.</param>
/// <param name="False">Those with an alarm.</param>
/// <param name="FalseAlarms">Alarms in all healthy runs, neighbours joined.</param>
/// <param name="HealthyRows">Rows of all healthy runs.</param>
internal sealed record Score(string Rule, int Sick, int Caught, int Healthy, int False, int FalseAlarms, long HealthyRows)
{
    // Alarms of a rule without episodes: those at most so many rows apart are one, as GradWatch joins its findings.
    private const int Quiet = 30;

    internal double FalsePer10000 => HealthyRows == 0 ? 0 : 1e4 * FalseAlarms / HealthyRows;

    internal static Score OfRule(IRule rule, IReadOnlyList<RecordedRun> runs) =>
        Of(rule.Name, runs, [.. runs.Select(run => Alarms(rule, run))]);

    /// <summary>Caught means warned in time, whatever the severity that counts as false.</summary>
    internal static Score OfUs(string name, IReadOnlyList<RecordedRun> runs, IReadOnlyList<Verdict> verdicts, Severity caught, Severity falseFrom) =>
        Of(name, runs, [.. runs.Zip(verdicts, (run, verdict) => run.Truth.IsHealthy
            ? (verdict.Alarm(falseFrom), verdict.Count(falseFrom))
            : (verdict.Alarm(caught, run.Earliest), verdict.Count(caught)))]);

    private static Score Of(string name, IReadOnlyList<RecordedRun> runs, IReadOnlyList<(long? First, int Count)> alarms)
    {
        Score score = new(name, 0, 0, 0, 0, 0, 0);
        foreach ((RecordedRun run, (long? first, int count)) in runs.Zip(alarms))
        {
            if (run.Truth.IsSick)
                score = score with { Sick = score.Sick + 1, Caught = score.Caught + (run.InTime(first) ? 1 : 0) };
            else if (run.Truth.IsHealthy)
                score = score with
                {
                    Healthy = score.Healthy + 1, False = score.False + (first is null ? 0 : 1),
                    FalseAlarms = score.FalseAlarms + count, HealthyRows = score.HealthyRows + run.Rows.Count,
                };
        }
        return score;
    }

    private static (long? First, int Count) Alarms(IRule rule, RecordedRun run)
    {
        Func<Row, bool> alarms = rule.Begin();
        long? first = null;
        int count = 0, quiet = Quiet;
        foreach (Row row in run.Rows)
        {
            if (!alarms(row))
            {
                quiet++;
                continue;
            }
            first ??= row.Step < run.Earliest ? null : row.Step;
            count += quiet >= Quiet ? 1 : 0;
            quiet = 0;
        }
        return (first, count);
    }
}

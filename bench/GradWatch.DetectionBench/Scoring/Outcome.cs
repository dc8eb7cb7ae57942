using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>What one rule said of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="First">The step of its first alarm that counts; null when it raised none.</param>
/// <param name="Count">Alarms, neighbours joined.</param>
/// <param name="IsJudged">False where the run holds nothing that the rule reads.</param>
internal sealed record Outcome(RecordedRun Run, long? First, int Count, bool IsJudged = true)
{
    /// <summary>Of GradWatch: an alarm is an episode of the severity; one for sick runs, another may be asked for on healthy ones.</summary>
    internal static Outcome OfUs(Judged judged, Severity caught, Severity falseFrom)
    {
        Severity least = judged.Run.Truth.IsHealthy ? falseFrom : caught;
        return new Outcome(judged.Run, judged.Verdict.Alarm(least, judged.Run.Earliest), judged.Verdict.Count(least));
    }

    /// <summary>Of a rule without episodes: alarms at most 30 rows apart are one, as GradWatch joins its findings.</summary>
    internal static Outcome Of(Rule rule, RecordedRun run)
    {
        Func<Row, bool> alarms = rule.Begin();
        long? first = null;
        int count = 0, quiet = AlarmCount.Quiet;
        bool isJudged = false;
        foreach (Row row in run.Rows)
        {
            isJudged = isJudged || rule.Reads(row);
            if (!alarms(row))
            {
                quiet++;
                continue;
            }
            first ??= row.Step < run.Earliest ? null : row.Step;
            count += quiet >= AlarmCount.Quiet ? 1 : 0;
            quiet = 0;
        }
        return new Outcome(run, first, count, isJudged);
    }
}

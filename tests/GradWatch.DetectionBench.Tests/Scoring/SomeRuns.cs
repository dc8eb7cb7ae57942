using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.DetectionBench.Tests.Scoring;

/// <summary>Runs of a given length and truth, and verdicts on them.</summary>
internal static class SomeRuns
{
    private static readonly Series Loss = new(Quantity.Loss);

    internal static RecordedRun Sick(long bad, int rows, string cause = "-", long every = 1) => Of("sick", bad, rows, cause, every);

    internal static RecordedRun Healthy(int rows) => Of("healthy", null, rows, "-", 1);

    internal static Judged Alarmed(this RecordedRun run, params (long Step, Severity Severity)[] alarms) =>
        new(run, new Verdict([.. alarms.Select(EpisodeAt)], [], [], null));

    internal static Judged Caused(this RecordedRun run, params (string Id, double Weight)[] causes) => new(run, new Verdict([], [], causes, null));

    private static RecordedRun Of(string label, long? bad, int rows, string cause, long every) => new(
        new LabelledRun("made", "made_s0.csv", "", label, bad, cause),
        [new RunPart(new RunDescription("made", "made"), [], [.. Enumerable.Range(0, rows).Select(row => new Observation(row * every, Loss, 1))])]);

    private static Episode EpisodeAt((long Step, Severity Severity) alarm)
    {
        Finding finding = new()
        {
            Detector = "loss_spike", Key = "finding.loss_spike", Severity = alarm.Severity, Series = Loss, Step = alarm.Step, Since = alarm.Step,
        };
        return new Episode
        {
            Detector = finding.Detector, Series = Loss, Severity = alarm.Severity, FirstStep = alarm.Step, AlarmStep = alarm.Step, LastStep = alarm.Step,
            Closed = true, Findings = 1, First = finding, Worst = finding,
        };
    }
}

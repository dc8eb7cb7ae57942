using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Tests.Scoring;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Measuring;

public sealed class TallyTests
{
    [Fact]
    public void A_word_joins_the_earliest_alarm_and_the_worst_severity()
    {
        DetectorTrials.Word warned = new(true, 40, false), late = new(true, 90, true);
        Assert.Equal(new DetectorTrials.Word(true, 40, true), late.With(warned).With(default));
    }

    [Fact]
    public void What_is_missed_and_what_is_false_costs_its_share()
    {
        RecordedRun[] runs = [SomeRuns.Sick(100, 200), SomeRuns.Sick(100, 200), SomeRuns.Healthy(200), SomeRuns.Healthy(200)];
        DetectorTrials.Word[] words = [new(true, 100, true), default, new(true, 5, true), default];
        Tally tally = Tally.Of(runs, words, _ => true);
        Assert.Equal(new Tally(2, 1, 1, 2, 1, 1), tally);
        Assert.Equal(0.5 + 0.125 + 1.5, tally.Cost, 1e-12);
    }
}

using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Scoring;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(90, true)]
    [InlineData(105, true)]
    [InlineData(106, false)]
    [InlineData(null, false)]
    public void An_alarm_is_in_time_up_to_a_twentieth_of_the_run_after_the_label(int? alarm, bool isCaught) =>
        Assert.Equal(isCaught, SomeRuns.Sick(bad: 100, rows: 101).InTime(alarm));

    [Fact]
    public void A_short_run_is_given_two_steps() => Assert.True(SomeRuns.Sick(bad: 5, rows: 10).InTime(7));

    [Fact]
    public void Soon_is_counted_in_rows_where_the_log_is_thin()
    {
        Assert.True(SomeRuns.Sick(bad: 500, rows: 20, every: 100).IsSoon(700));
        Assert.False(SomeRuns.Sick(bad: 500, rows: 20, every: 100).IsSoon(800));
    }

    [Fact]
    public void Warnings_catch_and_criticals_on_healthy_runs_are_false()
    {
        Judged[] judged =
        [
            SomeRuns.Sick(100, 200).Alarmed((98, Severity.Warning)),
            SomeRuns.Sick(100, 200).Alarmed((150, Severity.Critical)),
            SomeRuns.Healthy(500).Alarmed((3, Severity.Warning)),
            SomeRuns.Healthy(500).Alarmed((3, Severity.Critical), (90, Severity.Critical)),
        ];
        Score score = Score.OfUs("us", judged, Severity.Warning, Severity.Critical);
        Assert.Equal((2, 1, 2, 1), (score.Sick, score.Caught, score.Healthy, score.False));
        Assert.Equal(20, score.FalsePer10000);
        Assert.Equal(1, score.FalsePerRun);
        Assert.Equal(3, Score.OfUs("us", judged, Severity.Warning, Severity.Warning).FalseAlarms);
    }

    [Fact]
    public void The_lead_is_of_the_runs_caught_and_negative_when_late()
    {
        Judged[] judged = [.. new long[] { 80, 100, 104, 190 }.Select(alarm => SomeRuns.Sick(100, 200).Alarmed((alarm, Severity.Warning)))];
        Quartiles lead = Score.OfUs("us", judged, Severity.Warning, Severity.Critical).Lead!;
        Assert.Equal(new Quartiles(-2, 0, 10), lead);
    }

    [Fact]
    public void A_run_without_what_a_rule_reads_is_not_held_against_it()
    {
        Score score = Score.OfRule(new DetectionBench.Rules.Norms.ZClipRule(), [SomeRuns.Sick(100, 200), SomeRuns.Healthy(200)]);
        Assert.Equal((0, 0), (score.Sick, score.Healthy));
    }
}

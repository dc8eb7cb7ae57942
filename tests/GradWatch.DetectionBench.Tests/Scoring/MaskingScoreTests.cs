using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules.NonFinite;
using GradWatch.DetectionBench.Rules.Norms;
using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;
using GradWatch.Detectors;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Scoring;

public sealed class MaskingScoreTests
{
    private static readonly MaskingScenarios HundredThenFive = MaskingScenarios.All.First(two => two.IsPair);
    private static readonly RecordedRun[] Runs = [HundredThenFive.Scenario.Run(1, 0)];

    [Fact]
    public void What_a_window_of_128_does_not_see_after_a_hundredfold_spike_counts_as_hidden() =>
        Assert.Equal(0, MaskingScore.OfRule(new StabilityMonitorRule(), HundredThenFive, Runs).Seen);

    [Fact]
    public void A_rule_that_cries_on_has_not_seen_the_second()
    {
        MaskingScenarios afterNan = MaskingScenarios.All.First(two => two.Name.StartsWith("NaN, then norm", StringComparison.Ordinal));
        RecordedRun run = afterNan.Scenario.Run(1, 0);
        Assert.Equal(0, MaskingScore.OfRule(new SkipStepRule(), afterNan, [run]).Seen);
        Assert.Equal(0, MaskingScore.OfRule(new NonFiniteRule(), afterNan, [run]).Seen);
    }

    [Fact]
    public void GradWatch_sees_a_hundredfold_spike_after_a_NaN()
    {
        MaskingScenarios afterNan = MaskingScenarios.All.First(two => two.Name.StartsWith("NaN, then norm", StringComparison.Ordinal));
        Assert.Equal(1, MaskingScore.OfUs("us", afterNan, [afterNan.Scenario.Run(1, 0)], Severity.Info).Seen);
    }
}

using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

public sealed class OutcomeTests
{
    private static readonly Outcome Some = new()
    {
        Scenario = "some", Part = "", Seed = 0, Label = Label.Sick, FirstBadStep = 100,
        ExpectedCause = "bad_batch|heavy_tailed_gradients", Verdict = "", Causes = [], Episodes = [], Curve = Curve.Of([]), Seconds = 0,
    };

    [Theory]
    [InlineData(null, nameof(Judgement.Missed))]
    [InlineData(3L, nameof(Judgement.Ok))]
    [InlineData(102L, nameof(Judgement.Ok))]
    [InlineData(103L, nameof(Judgement.Late))]
    public void A_sick_run_must_be_alarmed_two_steps_after_the_first_bad_one_at_the_latest(long? alarm, string expected) =>
        Assert.Equal(expected, (Some with { FirstWarning = alarm }).Judgement.ToString());

    [Theory]
    [InlineData(null, null, nameof(Judgement.Ok))]
    [InlineData(5L, null, nameof(Judgement.Warned))]
    [InlineData(5L, 6L, nameof(Judgement.False))]
    public void A_healthy_run_must_not_be_called_critical(long? warning, long? critical, string expected)
    {
        Outcome outcome = Some with { Label = Label.Healthy, FirstWarning = warning, FirstCritical = critical };

        Assert.Equal(expected, outcome.Judgement.ToString());
    }

    [Fact]
    public void A_sick_run_in_which_nothing_went_wrong_says_nothing() =>
        Assert.Equal(Judgement.Broken, (Some with { FirstBadStep = null, FirstWarning = 1 }).Judgement);

    [Fact]
    public void Only_the_cause_ranked_first_counts()
    {
        NamedCause right = new("heavy_tailed_gradients", 0.6, [], []), wrong = new("optimizer_state", 0.4, [], []);

        Assert.True((Some with { Causes = [right, wrong] }).IsCauseRight);
        Assert.False((Some with { Causes = [wrong, right] }).IsCauseRight);
        Assert.False(Some.IsCauseRight);
    }
}

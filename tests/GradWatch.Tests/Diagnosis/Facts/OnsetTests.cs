using GradWatch.Detectors;
using GradWatch.Observations;
using Xunit;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Diagnosis.Facts;

public sealed class OnsetTests
{
    [Fact]
    public void What_was_told_later_than_a_spike_does_not_begin_before_it()
    {
        // The line of a growth runs through the rows before the spike as well.
        MadeRun run = Calm().Says("gradient_spike", 60).Says("gradient_growth", 5, alarm: 75);
        Assert.Equal(60, run.Facts.Onset.Step);
    }

    [Fact]
    public void A_growth_that_was_told_first_begins_where_it_says()
    {
        MadeRun run = Calm().Says("gradient_growth", 40, alarm: 55).Says("loss_spike", 60);
        Assert.Equal(40, run.Facts.Onset.Step);
    }

    [Fact]
    public void Clipping_that_lasts_is_no_beginning_of_an_incident()
    {
        MadeRun run = Calm().Says("clip_saturation", 20, Severity.Warning).Says("non_finite", 70);
        Assert.Equal(70, run.Facts.Onset.Step);
    }

    [Fact]
    public void Clipping_that_lasts_is_one_where_nothing_else_was_said() =>
        Assert.Equal(20, Calm().Says("clip_saturation", 20, Severity.Warning).Facts.Onset.Step);

    private static MadeRun Calm() => new MadeRun().With(Quantity.Loss, Then(90, 1)).With(Quantity.GradNorm, Then(90, 2));
}

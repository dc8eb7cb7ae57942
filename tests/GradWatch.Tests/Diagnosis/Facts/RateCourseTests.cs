using GradWatch.Observations;
using Xunit;
using static GradWatch.Tests.Diagnosis.MadeRun;

namespace GradWatch.Tests.Diagnosis.Facts;

public sealed class RateCourseTests
{
    [Fact]
    public void A_rise_after_a_level_is_a_jump_also_some_rows_before_the_trouble_shows()
    {
        MadeRun run = Run(1, Then(40, 0.01, Then(20, 0.3)), 52);
        Assert.Equal((30.0, 40), (Math.Round(run.Facts.Rate!.JumpTimes, 9), run.Facts.Rate.JumpStep));
    }

    [Fact]
    public void A_warm_up_of_which_few_rows_were_logged_is_no_jump()
    {
        MadeRun run = Run(10, [1e-4, 1e-3, 2e-3, 3e-3, 3e-3, 3e-3, 3e-3], 60);
        Assert.Equal(1, run.Facts.Rate!.JumpTimes);
        Assert.True(run.Facts.Rate.WarmsUp);
    }

    private static MadeRun Run(int stride, double[] rates, long onset) => new MadeRun()
        .Every(stride, Quantity.Loss, Then(rates.Length, 1)).Every(stride, Quantity.GradNorm, Then(rates.Length, 2))
        .Every(stride, Quantity.LearningRate, rates).Says("loss_spike", onset);
}

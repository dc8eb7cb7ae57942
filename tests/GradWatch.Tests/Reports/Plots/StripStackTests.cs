using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class StripStackTests
{
    [Fact]
    public void Strips_stand_in_the_order_of_the_guide_whatever_the_order_of_the_log()
    {
        var record = new RunRecord();
        foreach (Quantity quantity in new[]
        {
            Quantity.LearningRate, Quantity.UpdateRatio, Quantity.GradMax, Quantity.ParamNorm, Quantity.GradNorm, Quantity.Loss,
        })
            record.With(new Series(quantity), [1, 2]);
        Assert.Equal(["loss", "grad_norm", "grad_max", "update_ratio", "learning_rate"], Names(Some.Report(record)));
    }

    [Fact]
    public void A_series_with_an_episode_is_shown_though_it_is_not_by_default()
    {
        RunRecord record = Some.Record([1, 2]).With(new Series(Quantity.ParamNorm), [1, 2]);
        Report report = Some.Report(record, [Some.Episode(0, 1, Severity.Warning, new Series(Quantity.ParamNorm))]);
        Assert.Equal(["grad_norm", "param_norm"], Names(report));
    }

    [Fact]
    public void Of_many_losses_the_main_one_and_those_with_episodes_come_first_and_four_are_drawn()
    {
        var record = new RunRecord();
        for (int i = 0; i < 9; i++)
            record.With(new Series(Quantity.Loss, null, $"loss_{i}"), [1, 2]);
        record.With(new Series(Quantity.Loss), [1, 2]);
        Report report = Some.Report(record, [Some.Episode(0, 1, Severity.Warning, new Series(Quantity.Loss, null, "loss_7"))]);
        Assert.Equal(["loss", "loss_7", "loss_0", "loss_1"], Names(report));
    }

    [Fact]
    public void The_gradient_norm_is_the_tallest_and_shows_the_usual_range_and_1e2()
    {
        StripStyle norm = StripStyle.Of(Quantity.GradNorm);
        Assert.All(Enum.GetValues<Quantity>().Except([Quantity.GradNorm]), other => Assert.True(StripStyle.Of(other).Height < norm.Height));
        Assert.Equal([1e-2, 1e2], norm.Include);
        Assert.Equal([0.1], StripStyle.Of(Quantity.UpdateRatio).Include);
    }

    private static IEnumerable<string> Names(Report report) =>
        StripStack.Of(report, new StepAxis(report.Record), 100).Select(strip => strip.Series.Name);
}

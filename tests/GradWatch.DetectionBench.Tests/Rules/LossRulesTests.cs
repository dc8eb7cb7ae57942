using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Rules.Losses;
using Xunit;

namespace GradWatch.DetectionBench.Tests.Rules;

public sealed class LossRulesTests
{
    [Fact]
    public void A_loss_that_did_not_fall_by_a_thousandth_in_ten_steps_is_told_at_the_tenth()
    {
        Assert.Equal([10], new LossNotDecreasingRule().OnLosses(Enumerable.Repeat(1.0, 11)));
        Assert.Empty(new LossNotDecreasingRule().OnLosses(Enumerable.Range(0, 40).Select(step => 1 - 0.001 * step)));
        Assert.Empty(new LossNotDecreasingRule().OnLosses([1, .. Enumerable.Repeat(double.NaN, 20)]));
    }

    [Fact]
    public void Lightning_tells_a_loss_three_times_the_mean_of_ten()
    {
        Assert.Equal([12], new LightningSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 12), 3, 1]));
        Assert.Empty(new LightningSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 12), 2.9, 1]));
    }

    [Fact]
    public void A_NaN_does_not_enter_the_mean_of_Lightning() =>
        Assert.Equal([12, 13], new LightningSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 12), double.NaN, 3, 1]));

    [Fact]
    public void Four_high_losses_in_a_row_are_forgiven_and_the_fifth_is_not()
    {
        Assert.Equal([104], new KillLossSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 100), 3, 3, 3, 3, 3, 1]));
        Assert.Empty(new KillLossSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 100), 3, 3, 3, 3, 1, 3, 3, 3, 3]));
    }

    [Fact]
    public void Losses_above_the_first_window_are_told_once_they_fill_half_of_one()
    {
        // Slightly higher, so never twice the mean.
        IReadOnlyList<long> alarms = new KillLossSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 200), .. Enumerable.Repeat(1.2, 60)]);
        Assert.Equal(250, alarms[0]);
    }

    [Fact]
    public void A_NaN_hides_spikes_from_the_mean_of_a_hundred_while_it_is_in_it() =>
        Assert.Empty(new KillLossSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 100), double.NaN, .. Enumerable.Repeat(9.0, 10)]));

    [Fact]
    public void A_loss_twice_its_weighted_mean_is_skipped()
    {
        Assert.Equal([20], new SkipSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 20), 2.1, 1]));
        Assert.Equal([1], new SkipSpikeRule().On(new Row(0) { Loss = 1, Norm = 1 }, new Row(1) { Loss = 1, Norm = double.NaN }));
    }

    [Fact]
    public void A_NaN_loss_is_left_out_of_the_weighted_mean() =>
        Assert.Equal([21], new SkipSpikeRule().OnLosses([.. Enumerable.Repeat(1.0, 20), double.NaN, 2.1, 1]));

    [Fact]
    public void A_line_that_rises_is_told_at_the_sync_and_one_that_falls_is_not()
    {
        Assert.Equal([49], new SlopeRule().OnLosses(SomeRows.Calm(50).Select((noise, step) => noise + 0.01 * step)));
        Assert.Empty(new SlopeRule().OnLosses(SomeRows.Calm(50).Select((noise, step) => noise - 0.01 * step)));
        Assert.Equal([49], new SlopeRule().OnLosses(SomeRows.Calm(50).Select((noise, step) => step == 20 ? double.NaN : noise)));
    }

    [Fact]
    public void The_watchdogs_want_a_high_loss_several_times_in_a_row()
    {
        Assert.Equal([3], new LossWatchdogRule().OnLosses(1, 2.1, 2.1, 2.1));
        Assert.Empty(new LossWatchdogRule().OnLosses(1, 2.1, 2.1, double.NaN, 2.1, 2.1));
        Assert.Equal([4, 5], new SoupWatchdogRule().OnLosses(Enumerable.Repeat(3.1, 6)));
        Assert.Empty(new SoupWatchdogRule().OnLosses(Enumerable.Repeat(double.NaN, 9)));
    }
}

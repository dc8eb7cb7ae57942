using CsCheck;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class StepAxisTests
{
    [Fact]
    public void Every_step_has_a_cell_and_the_outermost_ones_end_at_the_edges()
    {
        var axis = new StepAxis(Trace.Record(Quantity.Loss, Enumerable.Repeat(1.0, 10), i => 100 + 10 * i));
        Assert.Equal(10, axis.Spacing);
        Assert.Equal(0, axis.CellStart(100));
        Assert.Equal(StepAxis.Width, axis.CellEnd(190));
        Assert.Equal(axis.CellEnd(100), axis.CellStart(110));
        Assert.Equal(StepAxis.Width / 20.0, axis.At(100));
    }

    [Fact]
    public void A_gap_and_a_resumed_run_do_not_widen_the_cells()
    {
        long[] steps = [8738, 8739, 8740, 8741, 8742, 9026, 9027, 8741, 8742];
        Assert.Equal(1, new StepAxis(Trace.Record(Quantity.Loss, steps.Select(_ => 1.0), i => steps[i])).Spacing);
    }

    [Fact]
    public void A_run_longer_than_its_bins_keeps_its_spacing() =>
        Assert.Equal(10, new StepAxis(Trace.Record(Quantity.Loss, Enumerable.Repeat(1.0, 100_000), i => 10 * i)).Spacing);

    [Fact]
    public void A_run_of_one_row_stands_in_the_middle()
    {
        var axis = new StepAxis(Trace.Record(Quantity.Loss, [1.0], _ => 7));
        Assert.Equal(StepAxis.Width / 2.0, axis.At(7));
        Assert.Equal([7L], axis.Ticks());
    }

    [Fact]
    public void A_record_without_series_of_the_whole_run_has_an_axis()
    {
        RunRecord record = new RunRecord().With(new Series(Quantity.GradNorm, "a"), [1, 2, 3]);
        Assert.InRange(new StepAxis(record).At(1), 0, StepAxis.Width);
    }

    [Fact]
    public void Ticks_are_round_steps_within_the_axis_and_not_too_many() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000_000], Gen.Long[0, 10_000_000_000]).Sample((first, length) =>
        {
            var axis = new StepAxis(Trace.Record(Quantity.Loss, [1.0, 1.0], i => first + i * length));
            long[] ticks = [.. axis.Ticks()];
            Assert.InRange(ticks.Length, 1, 17);
            Assert.All(ticks, tick => Assert.InRange(axis.At(tick), 0, StepAxis.Width));
        });
}

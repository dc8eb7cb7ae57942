using CsCheck;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class HeatMapTests
{
    [Fact]
    public void Few_tensors_stand_in_the_order_of_the_log() =>
        Assert.Equal(["a.weight", "a.bias", "b.weight"], Map(["a.weight", "a.bias", "b.weight"]).Rows.Select(row => row.Tensor));

    [Fact]
    public void Above_12_tensors_weights_come_before_biases_each_in_depth_order()
    {
        string[] names = [.. Enumerable.Range(0, 7).SelectMany(i => new[] { $"fc{i}.weight", $"fc{i}.bias" })];
        Assert.Equal(
            [.. Enumerable.Range(0, 7).Select(i => $"fc{i}.weight"), .. Enumerable.Range(0, 7).Select(i => $"fc{i}.bias")],
            Map(names).Rows.Select(row => row.Tensor));
    }

    [Fact]
    public void Of_300_tensors_160_are_shown_and_the_sick_ones_are_among_them()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"layer{i}.weight")];
        RunRecord record = Record(names, (tensor, step) => tensor == 3 && step == 5 ? double.NaN : tensor == 290 ? 1e9 : 1);
        var map = new HeatMap(record, new StepAxis(record));
        Assert.Equal((160, 140), (map.Rows.Count, map.Hidden));
        Assert.Contains(map.Rows, row => row.Tensor == "layer3.weight");
        Assert.Contains(map.Rows, row => row.Tensor == "layer290.weight");
    }

    [Fact]
    public void NaN_infinity_and_0_are_cells_of_their_own_kind()
    {
        RunRecord record = Record(["a"], (_, step) => step switch { 0 => 1, 1 => 0, 2 => double.PositiveInfinity, 3 => double.NaN, _ => 1e3 });
        HeatRow row = Assert.Single(new HeatMap(record, new StepAxis(record)).Rows);
        Assert.Equal(
            [CellKind.Shade, CellKind.Zero, CellKind.Infinite, CellKind.NaN, CellKind.Shade], row.Cells.Select(cell => cell.Kind));
        Assert.NotEqual(row.Cells[0].Shade, row.Cells[^1].Shade);
    }

    [Fact]
    public void Steps_without_a_value_stay_blank()
    {
        RunRecord record = Trace.Record(Quantity.Loss, Enumerable.Repeat(1.0, 100))
            .With(new Series(Quantity.GradNorm, "a"), Enumerable.Repeat(1.0, 20), i => i < 10 ? i : i + 80);
        var axis = new StepAxis(record);
        HeatRow row = Assert.Single(new HeatMap(record, axis).Rows);
        Assert.Equal([(0, axis.CellEnd(9)), (axis.CellStart(90), StepAxis.Width)], row.Cells.Select(cell => (cell.From, cell.To)));
    }

    [Fact]
    public void Cells_lie_within_the_plot_in_order_and_do_not_overlap() =>
        Gen.Select(Gen.Double[-9, 22].Array[1, 400], Gen.Int[1, 7]).Sample((logs, stride) =>
        {
            RunRecord record = new RunRecord().With(new Series(Quantity.GradNorm, "a"), logs.Select(log => Math.Pow(10, log)), i => i * stride);
            double right = 0;
            foreach (HeatCell cell in Assert.Single(new HeatMap(record, new StepAxis(record)).Rows).Cells)
            {
                Assert.InRange(cell.From, right - 1, cell.To);
                right = cell.To;
            }
            Assert.InRange(right, 0, StepAxis.Width);
        });

    private static HeatMap Map(string[] names)
    {
        RunRecord record = Record(names, (_, _) => 1);
        return new HeatMap(record, new StepAxis(record));
    }

    private static RunRecord Record(string[] names, Func<int, int, double> norm)
    {
        var record = new RunRecord();
        for (int step = 0; step < 10; step++)
        {
            for (int i = 0; i < names.Length; i++)
                record.Add(new Observation(step, new Series(Quantity.GradNorm, names[i]), norm(i, step)));
        }
        return record;
    }
}

using Xunit;

namespace GradWatch.Logs.Tests.Csv;

public sealed class CsvFormatTests
{
    private static void Reads(string expected, string text) => Assert.Equal(expected, Observed.In(text, "metrics.csv"));

    [Theory]
    [InlineData("step,loss,grad_norm\n1,0.5,2\n2,0.25,4\n")]
    [InlineData("step;loss;grad_norm\r\n1;0,5;2,0\r\n2;0,25;4,0\r\n")]
    [InlineData("step\tloss\tgrad_norm\n1\t0.5\t2\n2\t0.25\t4\n")]
    [InlineData("\uFEFF\"step\",\"loss\",\"grad_norm\"\n\"1\",\"0.5\",\"2\"\n\"2\",\"0.25\",\"4\"\n")]
    [InlineData("# step, loss, grad_norm\n1, 0.5, 2\n2, 0.25, 4\n")]
    [InlineData("# written by hand\n# on a Monday, early\nstep,loss,grad_norm\n1,0.5,2\n2,0.25,4\n")]
    [InlineData("sep=;\nstep;loss;grad_norm\n1;0,5;2\n2;0,25;4\n")]
    [InlineData("| step | loss | grad_norm |\n|---|---|---|\n| 1 | 0.5 | 2 |\n| 2 | 0.25 | 4 |\n")]
    [InlineData(",Step,Training Loss,Gradient Norm,note\n0,1,0.5,2,fine\n1,2,0.25,4,\n")]
    [InlineData("global_step,train/loss,train/grad_norm,val/loss\n1,0.5,2,0.7\n2,0.25,4,0.6\n")]
    [InlineData("time,step,lr_decay,loss,grad_norm\n2024-05-01 12:00:01,1,1,0.5,2\n2024-05-01 12:00:02,2,1,0.25,4\n")]
    [InlineData("шаг;потери;норма градиента\n1;0,5;2,0\n2;0,25;4,0\n")]
    public void Any_delimiter_quoting_and_decimal_sign(string text) => Reads("1 loss=0.5 grad_norm=2\n2 loss=0.25 grad_norm=4", text);

    [Fact]
    public void Numbers_of_every_kind() => Reads(
        "1 loss=NaN\n2 loss=Infinity\n3 loss=-Infinity\n4 loss=Infinity\n5 loss=NaN\n8 loss=0.5\n9 loss=1234.5\n10 loss=1.5", """
        step,loss
        1,nan
        2,inf
        3,-Infinity
        4,1e400
        5,NaN
        6,
        7,null
        8,np.float64(0.5)
        9,"1,234.5"
        10,"1,5"
        """);

    [Fact]
    public void Thousands_are_not_decimals_where_points_are() => Reads("1000 loss=0.5\n2000 loss=1234.25", "step;loss\n1,000;0.5\n2,000;1,234.25\n");

    [Fact]
    public void European_thousands() => Reads("1000 loss=1234.5\n2000 loss=0.5", "step;loss\n1000;1.234,5\n2000;0,5\n");

    [Fact]
    public void Lightning_writes_sparse_rows()
    {
        const string text = "epoch,lr-Adam,step,train_loss,val_loss\n0,0.001,0,,\n0,,49,0.5,\n0,,49,,0.7\n1,0.001,50,,\n1,,99,0.25,\n";
        Reads("0 learning_rate=0.001\n49 loss=0.5\n50 learning_rate=0.001\n99 loss=0.25", text);
        Assert.Equal("lightning_csv", Observed.Format(text));
        Assert.Contains("note.map.evaluation", Observed.Notes(text));
    }

    [Fact]
    public void Lightning_prefers_the_loss_of_the_step() => Reads("49 loss=0.5\n99 loss=0.25",
        "epoch,step,train_loss_epoch,train_loss_step,val_loss\n0,49,,0.5,\n0,99,,0.25,\n0,99,0.375,,\n");

    [Fact]
    public void Keras_counts_epochs()
    {
        const string text = "epoch,accuracy,loss,val_accuracy,val_loss\n0,0.5,0.9,0.5,0.8\n1,0.6,0.7,0.6,0.7\n2,0.6,nan,0.6,nan\n";
        Reads("0 loss=0.9\n1 loss=0.7\n2 loss=NaN", text);
        Assert.Equal("keras_csv", Observed.Format(text));
    }

    [Fact]
    public void Ultralytics_has_components_and_rates() => Reads(
        "1 train/box_loss=1.2 train/cls_loss=1.8 learning_rate=0.08 lr/pg1=0.001\n2 train/box_loss=1.1 train/cls_loss=1.7 learning_rate=0.07 lr/pg1=0.002", """
                  epoch,      train/box_loss,      train/cls_loss,   metrics/mAP50(B),        val/box_loss,              lr/pg0,              lr/pg1
                      1,                 1.2,                 1.8,             0.5422,              1.3224,                0.08,               0.001
                      2,                 1.1,                 1.7,             0.5514,              1.2618,                0.07,               0.002
        """);

    [Fact]
    public void Algoperf_rows_of_evaluation_have_no_loss_of_a_step() => Reads("0 grad_norm=5 loss=11\n100 grad_norm=0.4 loss=8.9", """
        global_step,grad_norm,loss,train/loss,validation/loss,validation/num_examples,score,preemption_count
        0,5.0,11.0,,,,,
        1,,,11.1,11.2,3000.0,37.1,0.0
        100,0.4,8.9,,,,,
        100,,,,,,46548.7,0.0
        """);

    [Fact]
    public void A_header_in_the_middle_gives_the_columns_from_there()
    {
        const string text = "step,loss\n1,0.5\n2,0.4\nstep,grad_norm,loss\n3,2.5,0.3\n4,2.25,0.2\n";
        Reads("1 loss=0.5\n2 loss=0.4\n3 grad_norm=2.5 loss=0.3\n4 grad_norm=2.25 loss=0.2", text);
        Assert.Contains("note.csv.header_again", Observed.Notes(text, "metrics.csv"));
    }

    [Fact]
    public void Rows_of_another_width_are_read_as_far_as_there_are_names()
    {
        const string text = "step,loss,grad_norm\n1,0.5,2\n2,0.4\n3,0.3,2,99\n";
        Reads("1 loss=0.5 grad_norm=2\n2 loss=0.4\n3 loss=0.3 grad_norm=2", text);
        Assert.Contains("note.csv.width", Observed.Notes(text, "metrics.csv"));
    }

    [Fact]
    public void A_column_may_name_the_phase() => Reads("1 loss=0.5\n2 loss=0.4", "epoch,phase,loss\n1,train,0.5\n1,val,0.7\n2,train,0.4\n2,val,0.6\n");

    [Fact]
    public void A_remark_that_a_norm_is_not_finite_is_a_value() => Reads("1 loss=3\n2 grad norm=NaN\n3 loss=2".Replace("grad norm", "grad_norm"),
        "order,loss,event\n1,3,\n2,,grad norm is nan\n3,2,\n");

    [Fact]
    public void Overflows_without_a_step_belong_to_the_one_before() => Reads(
        "0 loss_scale=0.0625\n190 loss_scale=0.062 loss=14.351 loss_scale=0.03125\n290 loss_scale=0.031 loss=13.137",
        "step,loss,loss_scale,event\n,,0.0625,overflow\n190,14.351,0.062,\n,,0.03125,overflow\n290,13.137,0.031,\n");

    [Theory]
    [InlineData("1,2\n3,4\n")]
    [InlineData("a,b\nx,y\n")]
    [InlineData("Dear Sir, I write to you\nabout the loss, which\n")]
    public void A_table_without_names_or_without_numbers_is_none(string text) => Assert.DoesNotContain("read:", Observed.Refusal(text, "some.csv"));
}

using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Mapping;

public sealed class SeriesMapTests
{
    [Fact]
    public void A_norm_that_is_always_zero_while_the_loss_changes_is_left_out()
    {
        const string text = "step,loss,grad_norm\n1,5,0\n2,4,0.000\n3,3,0\n";
        Assert.Equal("1 loss=5\n2 loss=4\n3 loss=3", Observed.In(text));
        Assert.Contains("note.map.stale_norm", Observed.Notes(text));
    }

    [Fact]
    public void A_norm_of_zero_beside_a_loss_that_stands_still_is_the_truth() =>
        Assert.Equal("1 loss=5 grad_norm=0\n2 loss=5 grad_norm=0\n3 loss=5 grad_norm=0", Observed.In("step,loss,grad_norm\n1,5,0\n2,5,0\n3,5,0\n"));

    [Fact]
    public void A_norm_that_was_zero_at_first_is_read_from_where_it_is_not()
    {
        var options = new ReadingOptions { SampleRows = 3 };
        Assert.Equal("1 loss=5\n2 loss=4\n3 loss=3\n4 loss=2 grad_norm=7\n5 loss=1 grad_norm=0",
            Observed.In("step,loss,grad_norm\n1,5,0\n2,4,0\n3,3,0\n4,2,7\n5,1,0\n", options: options));
    }

    [Fact]
    public void The_training_loss_wins_over_others() =>
        Assert.Equal("1 loss=5\n2 loss=4", Observed.In("step,val_loss,train_loss,test_loss,aux_loss\n1,9,5,9,1\n2,9,4,9,1\n"));

    [Fact]
    public void A_loss_on_every_row_wins_over_a_summary_with_a_better_name() =>
        Assert.Equal("1 loss=5\n2 loss=4\n3 loss=3\n4 loss=2", Observed.In("step,loss,train_loss\n1,,5\n2,,4\n3,,3\n4,3.5,2\n"));

    [Fact]
    public void Names_given_by_the_user_are_not_guessed()
    {
        var options = new ReadingOptions
        {
            Map = new Dictionary<Quantity, string> { [Quantity.Loss] = "aux" }, StepKey = "tick",
        };
        Assert.Equal("7 loss=1\n8 loss=2", Observed.In("step,tick,loss,aux\n1,7,5,1\n2,8,4,2\n", options: options));
    }

    [Fact]
    public void The_norm_of_the_run_is_put_together_from_those_of_the_tensors()
    {
        const string text = "step,loss,grad_norm/a,grad_norm/b\n1,5,3,4\n2,4,6,8\n";
        Assert.Contains("grad_norm=5", Observed.In(text), StringComparison.Ordinal);
        Assert.Contains("grad_norm=10", Observed.In(text), StringComparison.Ordinal);
        Assert.Contains("note.map.norm_of_tensors", Observed.Notes(text));
    }

    [Fact]
    public void A_log_without_loss_or_norm_names_the_keys_that_it_has() =>
        Assert.Equal("a.csv: no loss and no gradient norm among the keys: step, accuracy. Name them with --map loss=KEY.",
            Observed.Refusal("step,accuracy\n1,0.5\n2,0.6\n", "a.csv"));
}

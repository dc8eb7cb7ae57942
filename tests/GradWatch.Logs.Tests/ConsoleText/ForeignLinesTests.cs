using Xunit;

namespace GradWatch.Logs.Tests.ConsoleText;

/// <summary>What stands in console text beside the lines of training and must not be taken for them.</summary>
public sealed class ForeignLinesTests
{
    private const string Trained = "step 1 loss 0.5\nstep 2 loss 0.25\n";
    private const string Values = "1 loss=0.5\n2 loss=0.25";

    [Theory]
    [InlineData("config: {'lr': 0.001, 'loss_scale': 512, 'max_grad_norm': 1.0, 'loss_weight': 0.5}")]
    [InlineData("Namespace(batch_size=20, clip=0.25, lr=20, log_interval=200, loss='mse', max_grad_norm=1.0)")]
    [InlineData("grad_norm_clip: 1.0\nbest_loss: inf\nloss_fn_weight: 0.3")]
    [InlineData("def train(step):\n    loss = 0\n    prev_loss = 1e9\n    if loss == 3: pass")]
    [InlineData("Evaluating: loss 0.7")]
    [InlineData("[valid] step 1 loss 0.7")]
    [InlineData("Validation: loss=0.7, acc=0.3")]
    [InlineData("Eval step 5 | loss 0.7")]
    [InlineData("test loss: 0.7")]
    [InlineData("Тест: потери 0.7")]
    [InlineData("验证 损失 0.7")]
    [InlineData("New best loss 0.7 at step 1")]
    [InlineData("Model has 12,345,678 parameters; loss is cross entropy")]
    [InlineData("Saved checkpoint to runs/step_100/loss_0.35.pt")]
    [InlineData("WARNING: NaN or Inf found in input tensor.")]
    public void They_are_left_out(string line)
    {
        Assert.Equal(Values, Observed.In(line + "\n" + Trained));
        Assert.Equal(Values, Observed.In(Trained + line + "\n"));
    }

    [Fact]
    public void Means_of_an_epoch_are_left_out_where_steps_are_told()
    {
        const string text = "epoch 1 step 1 loss 0.5\nepoch 1 step 2 loss 0.25\nepoch 1 done: loss 0.375\n";
        Assert.Equal(Values, Observed.In(text));
        Assert.Contains("note.map.unstepped", Observed.Notes(text));
    }

    [Fact]
    public void Evaluation_is_said_in_the_notes() =>
        Assert.Contains("note.map.evaluation", Observed.Notes(Trained + "eval step 2 loss 0.7\n"));

    [Fact]
    public void Where_all_lines_speak_of_a_test_they_are_read()
    {
        const string text = "test run: step 1 loss 0.5\ntest run: step 2 loss 0.25\n";
        Assert.Equal(Values, Observed.In(text));
        Assert.Contains("note.map.only_evaluation", Observed.Notes(text));
    }

    [Fact]
    public void Other_processes_say_the_same()
    {
        const string text = "[Rank 0] step 1 loss 0.5\n[Rank 1] step 1 loss 0.6\n[Rank 0] step 2 loss 0.25\n[Rank 1] step 2 loss 0.35\n";
        Assert.Equal(Values, Observed.In(text));
        Assert.Contains("note.console.ranks", Observed.Notes(text));
    }

    [Theory]
    [InlineData("hello world\nthis is a letter\n")]
    [InlineData("lr: 0.1\nmomentum: 0.9\n")]
    [InlineData("Thanks for 3 years of support\n")]
    public void Text_without_a_loss_is_no_log(string text) => Assert.DoesNotContain("read:", Observed.Refusal(text));
}

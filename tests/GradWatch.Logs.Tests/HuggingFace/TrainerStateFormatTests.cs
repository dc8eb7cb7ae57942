using Xunit;

namespace GradWatch.Logs.Tests.HuggingFace;

public sealed class TrainerStateFormatTests
{
    internal const string State = """
        {
          "best_metric": 0.129,
          "best_model_checkpoint": "out/checkpoint-20",
          "epoch": 0.9,
          "eval_steps": 10,
          "global_step": 20,
          "is_hyper_param_search": false,
          "log_history": [
            {
              "epoch": 0.1,
              "grad_norm": 6.5,
              "learning_rate": 1e-05,
              "loss": 2.5,
              "step": 10
            },
            {
              "epoch": 0.1,
              "eval_loss": 2.25,
              "eval_runtime": 149.6,
              "step": 10
            },
            {
              "epoch": 0.2,
              "grad_norm": NaN,
              "learning_rate": 2e-05,
              "loss": Infinity,
              "step": 20
            },
            {
              "epoch": 0.2,
              "step": 20,
              "total_flos": 9.1e+16,
              "train_loss": 2.1,
              "train_runtime": 2959.8
            }
          ],
          "logging_steps": 10,
          "loss": 99,
          "max_steps": 438
        }
        """;

    [Fact]
    public void Rows_of_training_are_read_and_nothing_else()
    {
        Assert.Equal("10 grad_norm=6.5 learning_rate=1E-05 loss=2.5\n20 grad_norm=NaN learning_rate=2E-05 loss=Infinity",
            Observed.In(State, "trainer_state.json"));
        Assert.Equal("hf_trainer_state", Observed.Format(State));
        Assert.Equal(["note.map.evaluation", "note.map.summary"], Observed.Notes(State));
    }

    [Fact]
    public void It_may_stand_on_one_line() => Assert.Equal("10 loss=2.5\n20 loss=2.25",
        Observed.In("{\"epoch\": 1, \"log_history\": [{\"loss\": 2.5, \"step\": 10}, {\"loss\": 2.25, \"step\": 20}], \"max_steps\": 20}"));

    [Fact]
    public void A_file_that_ends_within_its_history_is_read_up_to_there_and_then_refused()
    {
        string torn = State[..State.IndexOf("\"loss\": Infinity", StringComparison.Ordinal)];
        List<ReadRow> rows = ReadRow.UntilUnreadable(new Logs.HuggingFace.TrainerStateFormat(), System.Text.Encoding.UTF8.GetBytes(torn));
        Assert.Equal([2.5], rows.Where(row => row.Has("loss")).Select(row => row.Value("loss")));
        Assert.StartsWith("trainer_state.json: line 2", Observed.Refusal(torn, "trainer_state.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_history_is_refused() =>
        Assert.DoesNotContain("read:", Observed.Refusal("{\"epoch\": 1, \"log_history\": [], \"max_steps\": 20}", "trainer_state.json"));
}

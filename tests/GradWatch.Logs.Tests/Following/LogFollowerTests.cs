using GradWatch.Logs.Tests.TensorBoard;
using GradWatch.Logs.Tests.Wandb;
using Xunit;

namespace GradWatch.Logs.Tests.Following;

/// <summary>Each row is seen before the next one is written: no reader holds any back.</summary>
public sealed class LogFollowerTests
{
    [Fact]
    public void A_table_is_followed_row_by_row_from_before_it_exists()
    {
        using Followed log = new Followed().Begin("metrics.csv");
        log.Append("metrics.csv", "step,loss,grad_norm\r\n");
        for (int step = 0; step < 12; step++)
        {
            log.Append("metrics.csv", FormattableString.Invariant($"{step},{step + 0.5},{step * 2}\r\n"));
            log.Sees(FormattableString.Invariant($"loss {step} {step + 0.5}"));
        }
        Assert.Equal("csv", Assert.Single(log.Runs).Description.Format);
        Assert.Equal(24, log.End().Count);
    }

    [Fact]
    public void Json_lines_are_followed_row_by_row()
    {
        using Followed log = new Followed().Begin("log.jsonl");
        for (int step = 0; step < 12; step++)
        {
            log.Append("log.jsonl", FormattableString.Invariant($$"""{"step": {{step}}, "loss": {{step + 0.5}}, "grad_norm": NaN}{{"\n"}}"""));
            log.Sees(FormattableString.Invariant($"loss {step} {step + 0.5}"));
        }
    }

    [Fact]
    public void Console_text_is_followed_line_by_line()
    {
        using Followed log = new Followed().Begin("train.log");
        log.Append("train.log", "loading data\n");
        for (int step = 1; step < 12; step++)
        {
            log.Append("train.log", FormattableString.Invariant($"step {step}/100 | loss {step + 0.5} | grad_norm 1.25\n"));
            log.Sees(FormattableString.Invariant($"loss {step} {step + 0.5}"));
        }
    }

    [Fact]
    public void States_of_a_progress_bar_are_followed_though_the_line_never_ends()
    {
        using Followed log = new Followed().Begin("train.log");
        for (int step = 1; step < 12; step++)
        {
            log.Append("train.log", FormattableString.Invariant($"step {step}/100 loss={step + 0.5} gnorm=1.25\r"));
            log.Sees(FormattableString.Invariant($"loss {step} {step + 0.5}"));
        }
    }

    [Fact]
    public void A_run_file_of_wandb_is_followed_record_by_record()
    {
        using Followed log = new Followed().Begin("run-1.wandb");
        var writer = new RunFileWriter();
        for (int written = 0, step = 0; step < 12; step++)
        {
            writer.Log(("_step", step.ToString()), ("loss", FormattableString.Invariant($"{step + 0.5}")));
            log.Append("run-1.wandb", writer.Bytes.AsSpan(written));
            written = writer.Bytes.Length;
            log.Sees(FormattableString.Invariant($"loss {step} {step + 0.5}"));
        }
    }

    [Fact]
    public void A_row_that_is_half_written_is_waited_for()
    {
        using Followed log = new Followed().Begin("metrics.csv");
        log.Append("metrics.csv", "step,loss\n0,1.5\n1,2.5\n2,0.");
        log.Sees("loss 1 2.5");
        log.Append("metrics.csv", "25\n");
        log.Sees("loss 2 0.25");
        Assert.Equal(["loss 0 1.5", "loss 1 2.5", "loss 2 0.25"], log.End());
    }

    [Fact]
    public void A_row_that_is_half_written_at_the_end_is_left_out()
    {
        using Followed log = new Followed().Begin("metrics.csv");
        log.Append("metrics.csv", "step,loss\n0,1.5\n1,2.5\n2,3.5\n3,10");
        log.Sees("loss 2 3.5");
        Assert.Equal(["loss 0 1.5", "loss 1 2.5", "loss 2 3.5"], log.End());
    }

    [Fact]
    public void A_file_that_is_cut_begins_another_run()
    {
        using Followed log = new Followed().Begin("train.jsonl");
        log.Append("train.jsonl", Rows(0, 20, "1.5"));
        log.Sees("loss 19 1.5");
        log.Rewrite("train.jsonl", Rows(0, 3, "7.5"));
        log.Sees("loss 2 7.5");
        Assert.Equal(2, log.Runs.Count);
        Assert.NotEqual(log.Runs[0].Description, log.Runs[1].Description);
    }

    [Fact]
    public void A_run_that_begins_with_the_same_numbers_again_is_another_run()
    {
        using Followed log = new Followed().Begin("train.jsonl");
        log.Append("train.jsonl", Rows(0, 20, "1.5"));
        log.Sees("loss 19 1.5");
        log.Rewrite("train.jsonl", Rows(0, 10, "1.5"));
        log.Append("train.jsonl", Rows(10, 1, "9.5"));
        log.Sees("loss 10 9.5");
        Assert.Equal(2, log.Runs.Count);
    }

    [Fact]
    public void A_table_that_is_written_anew_with_another_column_goes_on()
    {
        using Followed log = new Followed().Begin("metrics.csv");
        log.Append("metrics.csv", "loss,step\n1.5,0\n2.5,1\n3.5,2\n");
        log.Sees("loss 2 3.5");
        log.Rewrite("metrics.csv", "grad_norm,loss,step\n,1.5,0\n,2.5,1\n,3.5,2\n8.5,4.5,3\n");
        log.Sees("loss 3 4.5");
        log.Append("metrics.csv", "9.5,5.5,4\n");
        log.Sees("grad_norm 4 9.5");
        Assert.Single(log.Runs);
        Assert.Equal(
            ["loss 0 1.5", "loss 1 2.5", "loss 2 3.5", "grad_norm 3 8.5", "loss 3 4.5", "grad_norm 4 9.5", "loss 4 5.5"], log.End());
    }

    [Fact]
    public void New_runs_of_a_directory_are_found()
    {
        using Followed log = new Followed().Begin();
        log.Append("a/log.jsonl", Rows(0, 9, "1.5"));
        log.Sees("loss 8 1.5");
        log.Append("b/c/log.jsonl", Rows(0, 9, "2.5"));
        log.Sees("loss 8 2.5");
        Assert.Equal([log["a/log.jsonl"], log["b/c/log.jsonl"]], log.Runs.Select(run => run.Description.Source));
    }

    [Fact]
    public void A_directory_with_other_files_does_not_keep_a_log_from_being_followed()
    {
        using Followed log = new Followed().Begin();
        log.Append("image.log", [0, 1, 2, 3, 0, 5]);
        log.Append("notes.txt", "nothing here\n");
        log.Append("log.jsonl", Rows(0, 9, "1.5"));
        log.Sees("loss 8 1.5");
        Assert.Single(log.Runs);
    }

    [Fact]
    public void Event_files_of_a_directory_are_one_run_and_a_torn_event_waits_for_its_rest()
    {
        using Followed log = new Followed().Begin();
        byte[] first = new EventWriter(1).Scalar(0, "loss", 1.5f, 2).Scalar(1, "loss", 2.5f, 3).Scalar(2, "loss", 3.5f, 4).Bytes;
        log.Append("run/events.out.tfevents.1", first.AsSpan(0, first.Length - 9));
        log.Sees("loss 1 2.5");
        log.Append("run/events.out.tfevents.1", first.AsSpan(first.Length - 9));
        log.Sees("loss 2 3.5");
        log.Append("run/events.out.tfevents.9", new EventWriter(9).Scalar(3, "loss", 4.5f, 10).Bytes);
        log.Sees("loss 3 4.5");
        Assert.Equal("tensorboard", Assert.Single(log.Runs).Description.Format);
        Assert.Equal(["loss 0 1.5", "loss 1 2.5", "loss 2 3.5", "loss 3 4.5"], log.End());
    }

    [Fact]
    public void The_states_of_checkpoints_are_one_run()
    {
        using Followed log = new Followed().Begin();
        log.Rewrite("out/checkpoint-2/trainer_state.json", State(2));
        log.Sees("loss 2 2.5");
        log.Rewrite("out/checkpoint-4/trainer_state.json", State(4));
        log.Sees("loss 4 4.5");
        Assert.Single(log.Runs);
        Assert.Equal(["loss 1 1.5", "loss 2 2.5", "loss 3 3.5", "loss 4 4.5"], log.End());
    }

    [Fact]
    public void A_run_of_MLflow_is_followed_in_all_its_files()
    {
        using Followed log = new Followed();
        log.Rewrite("mlruns/0/meta.yaml", "experiment_id: '0'\n");
        log.Rewrite("mlruns/0/abc/meta.yaml", "run_id: abc\nrun_name: swift-owl\n");
        log.Append("mlruns/0/abc/metrics/loss", "1 1.5 0\n2 2.5 1\n");
        log.Begin();
        log.Sees("loss 1 2.5");
        log.Append("mlruns/0/abc/metrics/loss", "3 3.5 2\n");
        log.Append("mlruns/0/abc/metrics/grad_norm", "3 0.25 2\n");
        log.Sees("loss 2 3.5");
        log.Sees("grad_norm 2 0.25");
        Assert.Equal("swift-owl", Assert.Single(log.Runs).Description.Name);
    }

    [Fact]
    public void A_file_that_is_no_log_is_told_at_once()
    {
        using var log = new Followed();
        log.Append("model.bin", [0, 1, 2, 3, 0, 5]);
        log.Begin("model.bin");
        Assert.Throws<UnreadableLogException>(() => log.Sees("never"));
    }

    private static string Rows(int from, int count, string loss) => string.Concat(
        Enumerable.Range(from, count).Select(step => $$"""{"step": {{step}}, "loss": {{loss}}}{{"\n"}}"""));

    private static string State(int steps) => $$"""
        {
          "best_metric": null,
          "epoch": 0.{{steps}},
          "log_history": [{{string.Join(",", Enumerable.Range(1, steps).Select(step => $$"""{"step": {{step}}, "loss": {{step}}.5}"""))}}],
          "max_steps": 100
        }
        """;
}

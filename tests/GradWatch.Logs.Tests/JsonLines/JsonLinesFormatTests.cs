using Xunit;

namespace GradWatch.Logs.Tests.JsonLines;

public sealed class JsonLinesFormatTests
{
    private const string Values = "1 loss=0.5 grad_norm=2\n2 loss=0.25 grad_norm=4";

    private static void Reads(string expected, string text) => Assert.Equal(expected, Observed.In(text, "log.jsonl"));

    [Theory]
    [InlineData("{\"step\": 1, \"loss\": 0.5, \"grad_norm\": 2}\n{\"step\": 2, \"loss\": 0.25, \"grad_norm\": 4}\n")]
    [InlineData("{\"step\":1,\"loss\":0.5,\"grad_norm\":2}\r\n{\"step\":2,\"loss\":0.25,\"grad_norm\":4}")]
    [InlineData("{\n  \"step\": 1,\n  \"loss\": 0.5,\n  \"grad_norm\": 2\n}\n{\n  \"step\": 2,\n  \"loss\": 0.25,\n  \"grad_norm\": 4\n}\n")]
    [InlineData("[\n  {\"step\": 1, \"loss\": 0.5, \"grad_norm\": 2},\n  {\"step\": 2, \"loss\": 0.25, \"grad_norm\": 4}\n]\n")]
    [InlineData("[{\"step\": 1, \"loss\": 0.5, \"grad_norm\": 2}, {\"step\": 2, \"loss\": 0.25, \"grad_norm\": 4}]")]
    [InlineData("{\"global_step\": \"1\", \"train/loss\": \"0.5\", \"train/grad_norm\": \"2\"}\n{\"global_step\": \"2\", \"train/loss\": \"0.25\", \"train/grad_norm\": \"4\"}\n")]
    [InlineData("{\"iter\": 1, \"train\": {\"loss\": 0.5, \"grad_norm\": 2}, \"val\": {\"loss\": 9}}\n{\"iter\": 2, \"train\": {\"loss\": 0.25, \"grad_norm\": 4}, \"val\": {\"loss\": 9}}\n")]
    [InlineData("{}\n{\"step\": 1, \"loss\": 0.5, \"grad_norm\": 2, \"note\": \"}{\\\"\", \"lrs\": [1, 2]}\n{\"step\": 2, \"loss\": 0.25, \"grad_norm\": 4}\n")]
    [InlineData("\uFEFF{\"step\": 1, \"loss\": 0.5, \"gnorm\": 2}\n\n\n{\"step\": 2, \"loss\": 0.25, \"gnorm\": 4}\n")]
    public void One_object_a_step(string text) => Reads(Values, text);

    [Fact]
    public void Numbers_that_JSON_does_not_know() => Reads(
        "1 loss=NaN\n2 loss=Infinity\n3 loss=-Infinity\n4 loss=NaN\n5 loss=Infinity\n6 loss=Infinity\n8 loss=0.5", """
        {"step": 1, "loss": NaN}
        {"step": 2, "loss": Infinity}
        {"step": 3, "loss": -Infinity}
        {"step": 4, "loss": "nan"}
        {"step": 5, "loss": "inf"}
        {"step": 6, "loss": 1e400}
        {"step": 7, "loss": null}
        {"step": 8, "loss": 0.5}
        {"step": 9, "loss": "null"}
        """);

    [Fact]
    public void MMCV_counts_within_epochs_and_mixes_evaluation_in()
    {
        const string text = """
            {"env_info": "sys.platform: linux", "seed": 0}
            {"mode": "train", "epoch": 1, "iter": 50, "lr": 0.01, "memory": 5700, "data_time": 0.29, "loss_cls": 0.9, "loss": 1.5, "grad_norm": 8.5, "time": 0.66}
            {"mode": "train", "epoch": 1, "iter": 100, "lr": 0.01, "memory": 5700, "data_time": 0.29, "loss_cls": 0.8, "loss": 1.4, "grad_norm": 7.5, "time": 0.66}
            {"mode": "val", "epoch": 1, "iter": 64, "lr": 0.01, "loss": 9, "bbox_mAP": 0.1}
            {"mode": "train", "epoch": 2, "iter": 50, "lr": 0.01, "memory": 5700, "data_time": 0.29, "loss_cls": 0.7, "loss": 1.3, "grad_norm": 6.5, "time": 0.66}
            """;
        Reads("50 learning_rate=0.01 loss=1.5 grad_norm=8.5\n100 learning_rate=0.01 loss=1.4 grad_norm=7.5\n150 learning_rate=0.01 loss=1.3 grad_norm=6.5", text);
        Assert.Equal("mmcv", Observed.Format(text));
        Assert.Contains("note.map.evaluation", Observed.Notes(text));
    }

    [Fact]
    public void MMEngine_rows_of_evaluation_count_epochs() => Reads("50 learning_rate=0.01 loss=1.5\n100 learning_rate=0.01 loss=1.4", """
        {"lr": 0.01, "data_time": 0.29, "loss": 1.5, "time": 0.66, "epoch": 1, "iter": 50, "memory": 5700, "step": 50}
        {"coco/bbox_mAP": 0.1, "data_time": 0.01, "time": 0.1, "step": 1}
        {"lr": 0.01, "data_time": 0.29, "loss": 1.4, "time": 0.66, "epoch": 1, "iter": 100, "memory": 5700, "step": 100}
        """);

    [Fact]
    public void Detectron2_has_a_total_beside_its_parts()
    {
        const string text = """
            {"data_time": 0.0086, "eta_seconds": 33.1, "iteration": 19, "loss_cls": 0.7, "loss_box_reg": 0.4, "lr": 1.6e-05, "time": 0.11, "total_loss": 2.63}
            {"data_time": 0.0086, "eta_seconds": 30.1, "iteration": 39, "loss_cls": 0.6, "loss_box_reg": 0.3, "lr": 3.2e-05, "time": 0.11, "total_loss": 2.1}
            """;
        Reads("19 learning_rate=1.6E-05 loss=2.63\n39 learning_rate=3.2E-05 loss=2.1", text);
        Assert.Equal("detectron2", Observed.Format(text));
    }

    [Fact]
    public void LLaMA_Factory()
    {
        const string text = """
            {"current_steps": 5, "total_steps": 20, "loss": 2.3475, "eval_loss": null, "predict_loss": null, "reward": null, "learning_rate": 1.8e-06, "epoch": 0.0022, "percentage": 0.23, "elapsed_time": "0:32:48", "remaining_time": "9 days, 21:39:23"}
            {"current_steps": 10, "total_steps": 20, "loss": 2.2964, "lr": 4.1e-06, "epoch": 0.0045, "percentage": 0.46, "elapsed_time": "1:05:36"}
            {"current_steps": 10, "total_steps": 20, "eval_loss": 2.1, "epoch": 0.0045, "percentage": 0.46, "elapsed_time": "1:05:36"}
            {"current_steps": 20, "total_steps": 20, "epoch": 0.99, "percentage": 100.0, "elapsed_time": "9 days, 22:13:15", "remaining_time": "0:00:00"}
            """;
        Assert.Equal("llamafactory", Observed.Format(text));
        Assert.StartsWith("5 loss=2.3475 ", Observed.In(text), StringComparison.Ordinal);
        Assert.Contains("10 loss=2.2964", Observed.In(text), StringComparison.Ordinal);
        Assert.DoesNotContain("20 ", Observed.In(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Ms_swift_names_its_step_as_a_fraction()
    {
        const string text = """
            {"loss": 20.53, "grad_norm": 52.2, "learning_rate": 0.0001, "token_acc": 0.0, "epoch": 0.002, "global_step/max_steps": "1/438", "percentage": "0.23%", "elapsed_time": "6s", "memory(GiB)": 15.97}
            {"loss": 3.94, "grad_norm": 2.1, "learning_rate": 9.9e-05, "token_acc": 0.55, "epoch": 0.022, "global_step/max_steps": "10/438", "percentage": "2.28%", "elapsed_time": "51s", "memory(GiB)": 16.38}
            {"eval_loss": 0.13, "eval_runtime": 149.6, "epoch": 1.0, "global_step/max_steps": "438/438", "percentage": "100.00%"}
            {"train_runtime": 2959.8, "train_loss": 0.28, "epoch": 1.0, "global_step/max_steps": "438/438", "percentage": "100.00%"}
            {"train_dataset": "287.5±102.3, min=63.0, max=1005.0, size=6994", "last_model_checkpoint": "out/checkpoint-400"}
            """;
        Reads("1 loss=20.53 grad_norm=52.2 learning_rate=0.0001\n10 loss=3.94 grad_norm=2.1 learning_rate=9.9E-05", text);
        Assert.Equal("ms_swift", Observed.Format(text));
        Assert.Contains("note.map.summary", Observed.Notes(text));
    }

    [Fact]
    public void Losses_of_reinforcement_learning_are_each_a_series()
    {
        const string text = """
            {"step": 1, "policy_loss": -0.5, "value_loss": 2.5, "entropy_loss": 0.1, "actor/grad_norm": 1.5, "critic/grad_norm": 3.5, "reward": 1}
            {"step": 2, "policy_loss": -0.4, "value_loss": 1.5, "entropy_loss": 0.1, "actor/grad_norm": 1.25, "critic/grad_norm": 2.5, "reward": 2}
            """;
        Reads("1 policy_loss=-0.5 value_loss=2.5 entropy_loss=0.1 actor/grad_norm=1.5 critic/grad_norm=3.5\n"
            + "2 policy_loss=-0.4 value_loss=1.5 entropy_loss=0.1 actor/grad_norm=1.25 critic/grad_norm=2.5", text);
        Assert.Contains("note.map.components", Observed.Notes(text));
    }

    [Fact]
    public void A_torn_last_object_is_left_out()
    {
        const string text = "{\"step\": 1, \"loss\": 0.5}\n{\"step\": 2, \"loss\": 0.25}\n{\"step\": 3, \"lo";
        Reads("1 loss=0.5\n2 loss=0.25", text);
        Assert.Contains("note.json.torn", Observed.Notes(text));
    }

    [Fact]
    public void A_damaged_object_in_the_middle_is_skipped_and_said()
    {
        const string text = "{\"step\": 1, \"loss\": 0.5}\n{\"step\": 2, \"loss\": 0.4\n{\"step\": 3, \"loss\": 0.25}\n";
        Reads("1 loss=0.5\n3 loss=0.25", text);
        Assert.Contains("note.json.damaged", Observed.Notes(text));
    }

    [Fact]
    public void Text_that_begins_with_a_configuration_in_JSON_is_console_text() => Reads("1 loss=0.5\n2 loss=0.25",
        "{\"lr\": 0.1, \"loss_scale\": 512}\nLoading data\nstep 1 loss 0.5\nstep 2 loss 0.25\nDone\n");

    [Fact]
    public void JSON_cut_before_its_first_object_ends_is_refused_with_its_line() =>
        Assert.StartsWith("cut.json: line 1:", Observed.Refusal("{\"step\": 1, \"loss\": 0.5, \"a\": {\"b\"", "cut.json"), StringComparison.Ordinal);
}

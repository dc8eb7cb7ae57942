using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

[Collection("torch")]
public sealed class SuiteTests
{
    // One name of each kind of training that the project was measured on.
    private static readonly string[] Kinds =
    [
        "rnn_tanh_gain2_sgd", "rnn_tanh_gain2_clip1", "rnn_relu_gain1p5_sgd", "rnn_relu_gain1p1_sgd", "rnn_relu_gain1_clip1",
        "lstm_sgd", "gru_adam", "mlp30_std0.2_sgd", "mlp30_std1_sgd", "mlp30_std0.2_sgd_clip1", "mlp50_std0.2_adam",
        "mlp30_he_sgd", "mlp30_xavier_tanh_sgd", "mlp30_sigmoid_vanish", "mlp_bn_sgd", "unnorm_sgd", "unnorm_adam", "norm_sgd",
        "lr_x100_sgd_reg", "lr_ok_sgd_reg", "lr_x100_sgdm", "lr_ok_sgdm", "lr_x100_adam", "adagrad_healthy",
        "lr_jump_x1000_at150", "lr_range_test", "slow_diverge_gd", "slow_diverge_gd_fast", "edge_of_stability_gd",
        "corrupt_batch_x1000_at100", "corrupt_batch_x1000_at100_adam", "corrupt_batch_x30_at100", "nan_input_at73",
        "nan_input_at73_skip", "bce_log0", "bce_logits_safe", "zero_norm", "fp16_sgd", "fp16_scale65536", "fp16_inputs_x1000",
        "fp16_dynamic_scale", "bf16_sgd", "gpt_pre_L4_lr1e-3_warm", "gpt_post_L6_lr1e-3_warm_clip1",
        "gpt_post_L12_lr3e-3_nowarm", "gpt_post_L6_lr5e-2_nowarm", "gpt_pre_L4_sgd_lr10", "cnn_bn_sgdm", "cnn_nobn_rmsprop",
        "gan_adam", "gan_adam_lr5e-2", "reinforce", "heavy_tail_targets_b1", "adam_late_spikes",
    ];

    [Fact]
    public void Every_kind_of_training_is_in_the_suite()
    {
        Assert.Empty(Kinds.Except(Suite.All.Select(scenario => scenario.Name)));
    }

    [Fact]
    public void Names_are_unique_and_one_word()
    {
        string[] names = [.. Suite.All.Select(scenario => scenario.Name)];

        Assert.Equal(names.Distinct(), names);
        Assert.DoesNotContain(names, name => name.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_healthy_has_a_cause_and_what_is_sick_a_first_bad_step()
    {
        IReadOnlyList<Truth> truths = [.. Suite.All.Select(scenario => scenario.Truth([new() { Loss = double.NaN }], []))];

        Assert.All(truths, truth => Assert.Equal(truth.Label == Label.Healthy, truth.Cause is null));
        Assert.DoesNotContain(truths, truth => truth.Label == Label.Sick && truth.FirstBadStep is null);
    }

    [Fact]
    public void The_short_form_has_scenarios_of_every_label()
    {
        IReadOnlyList<Scenario> chosen = Suite.Chosen(isShort: true, pattern: null);

        Assert.InRange(chosen.Count, 12, 20);
        Assert.All(
            Enum.GetValues<Label>().Where(label => label != Label.Unclear),
            label => Assert.Contains(chosen, scenario => scenario.Truth([], []).Label == label));
    }

    [Fact]
    public void A_pattern_chooses_by_name()
    {
        IReadOnlyList<Scenario> chosen = Suite.Chosen(isShort: false, "rnn*");

        Assert.NotEmpty(chosen);
        Assert.All(chosen, scenario => Assert.StartsWith("rnn", scenario.Name, StringComparison.Ordinal));
        Assert.Empty(Suite.Chosen(isShort: false, "nothing is called so"));
    }

    [Fact]
    public void A_learning_rate_a_hundred_times_too_high_is_critical_in_time_and_named()
    {
        LibTorch.Require();

        Outcome outcome = Assert.Single(ScenarioRun.Of(Suite.Named("lr_x100_sgd_reg"), seed: 0));

        Assert.Null(outcome.Fault);
        Assert.Equal("critical", outcome.Verdict);
        Assert.Equal(Judgement.Ok, outcome.Judgement);
        Assert.True(outcome.IsCauseRight);
    }

    [Fact]
    public void The_same_with_the_right_learning_rate_is_healthy()
    {
        LibTorch.Require();

        Outcome outcome = Assert.Single(ScenarioRun.Of(Suite.Named("lr_ok_sgd_reg"), seed: 0));

        Assert.Null(outcome.Fault);
        Assert.Equal("healthy", outcome.Verdict);
        Assert.Equal(Judgement.Ok, outcome.Judgement);
    }

    [Fact]
    public void The_same_seed_trains_the_same_run()
    {
        LibTorch.Require();
        Scenario scenario = Suite.Named("bce_log0");

        Assert.Equal(ScenarioRun.Of(scenario, seed: 1)[0].Curve, ScenarioRun.Of(scenario, seed: 1)[0].Curve);
    }
}

using System.Globalization;
using GradWatch.Workloads.Recording;
using GradWatch.Workloads.Running;
using GradWatch.Workloads.Scenarios;
using Xunit;

namespace GradWatch.TorchSharp.Tests.Workloads;

[Collection("torch")]
public sealed class RecordingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recorded").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nan_input_at73_skip")]
    [InlineData("lr_x100_sgd_reg")]
    public void A_training_that_is_recorded_is_the_same_to_the_bit_and_judged_the_same(string name)
    {
        LibTorch.Require();
        Scenario scenario = Suite.Named(name);

        Outcome plain = ScenarioRun.Of(scenario, seed: 0)[0], recorded = ScenarioRun.Of(scenario, seed: 0, _folder)[0];

        Assert.Equal(plain.Curve, recorded.Curve);
        Assert.Equal(plain.Episodes, recorded.Episodes);
        Assert.NotEmpty(recorded.Episodes);
    }

    [Fact]
    public void Every_step_is_a_row_with_what_it_did_to_the_weights_and_the_norm_of_every_tensor()
    {
        LibTorch.Require();
        Outcome outcome = ScenarioRun.Of(Suite.Named("nan_input_at73_skip"), seed: 2, _folder)[0];
        string path = Path.Combine(_folder, "workloads", "nan_input_at73_skip_s2.csv");

        string[] rows = File.ReadAllLines(path), tensors = File.ReadAllLines(Path.ChangeExtension(path, null) + "_tensors.csv");

        Assert.Equal(
            "step,loss,grad_norm,grad_max,grad_nonfinite_tensors,update_ratio,update_ratio_max_tensor,param_norm,"
                + "learning_rate,clip_coefficient",
            rows[0]);
        Assert.Equal("step,fc0.weight,fc0.bias,fc1.weight,fc1.bias,out.weight,out.bias", tensors[0]);
        Assert.Equal(outcome.Curve.Steps + 1, rows.Length);
        Assert.Equal(rows.Length, tensors.Length);
        double[] first = Numbers(rows[1]);
        Assert.Equal(outcome.Curve.FirstLoss, first[1], 1e-6 * first[1]);
        Assert.Equal(outcome.Curve.FirstNorm, first[2], 1e-6 * first[2]);
        Assert.Equal(first[2], Math.Sqrt(Numbers(tensors[1])[1..].Sum(norm => norm * norm)), 1e-5 * first[2]);
        Assert.InRange(first[5], 1e-4, first[6]);
        Assert.Equal([0.001, 1], first[8..]);
        Assert.StartsWith("73,nan,nan,nan,6,0,0,", rows[74], StringComparison.Ordinal);
        Assert.EndsWith(",0", rows[74], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_watch_of_a_training_has_a_table_and_a_loss_scale_has_a_column()
    {
        LibTorch.Require();
        Scenario opposed = Suite.Named("gan_adam") with { Steps = 3 };

        ScenarioRun.Of(opposed, seed: 0, _folder);
        ScenarioRun.Of(Suite.Named("fp16_dynamic_scale") with { Steps = 3 }, seed: 0, _folder);

        Assert.Equal(
            ["fp16_dynamic_scale_s0.csv", "gan_adam_D_s0.csv", "gan_adam_G_s0.csv"],
            Directory.GetFiles(Path.Combine(_folder, "workloads")).Select(path => Path.GetFileName(path)).Order()
                .Where(name => !name.EndsWith("_tensors.csv", StringComparison.Ordinal)));
        Assert.EndsWith(
            "clip_coefficient,loss_scale", File.ReadLines(Path.Combine(_folder, "workloads", "fp16_dynamic_scale_s0.csv")).First(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_holds_the_truth_and_is_completed_by_later_runs()
    {
        Outcome sick = Some("lr_x100_adam", Label.Sick, 0, "learning_rate_too_high|missing_warmup");
        Outcome broken = Some("lstm_sgd", Label.Healthy, null, null) with { Fault = "broke" };

        RunIndex.Complete(_folder, [sick, Some("gru_adam", Label.Event, null, null)]);
        RunIndex.Complete(_folder, [Some("gru_adam", Label.Healthy, null, null), broken]);

        Assert.Equal(
            [
                "file\tformat\tlabel\tfirst_bad_step\tcause",
                "workloads/gru_adam_s1.csv\tcsv\thealthy\t-\t-",
                "workloads/lr_x100_adam_s1.csv\tcsv\tsick\t0\tlearning_rate_too_high|missing_warmup",
            ],
            File.ReadAllLines(Path.Combine(_folder, "runs.tsv")));
    }

    private static double[] Numbers(string row) => [.. row.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];

    private static Outcome Some(string scenario, Label label, long? bad, string? cause) => new()
    {
        Scenario = scenario, Part = "", Seed = 1, Label = label, FirstBadStep = bad, ExpectedCause = cause, Verdict = "", Causes = [],
        Episodes = [], Curve = Curve.Of([]), Seconds = 0,
    };
}

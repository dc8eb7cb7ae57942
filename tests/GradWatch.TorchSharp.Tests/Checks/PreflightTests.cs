using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Tests.Weights;
using GradWatch.TorchSharp.Weights;
using GradWatch.Wording;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Checks;

[Collection("torch")]
public sealed class PreflightTests
{
    [Fact]
    public void A_healthy_model_on_ordinary_inputs_is_ready()
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(3, 32);
        using Tensor batch = randn(64, 16);
        PreflightReport report = Preflight.Check(model, batch);
        Assert.Equal("healthy", report.Verdict);
        Assert.Equal("Ready to train.", report.ToString().TrimEnd());
    }

    [Fact]
    public void Weights_inputs_and_architecture_are_told_in_one_answer_the_worst_first()
    {
        LibTorch.Require();
        manual_seed(0);
        using Sequential model = SomeModels.DeepRelu(30, 128);
        SomeModels.Draw(model, 0.2);
        using Tensor batch = randn(64, 16).mul(15);
        PreflightReport report = Preflight.Check(model, batch);
        Assert.Equal(["growing_stack", "large_inputs", "deep_plain_stack"], report.Findings.Select(finding => finding.Rule).Distinct());
        string text = report.ToString();
        Assert.StartsWith("Not ready to train.", text, StringComparison.Ordinal);
        Assert.Contains("Warning: 13 more of large_inputs.", text, StringComparison.Ordinal);
        using var russian = new StringWriter();
        report.Write(russian, Language.Russian);
        Assert.StartsWith("К обучению не готово.", russian.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_model_is_left_as_it_is()
    {
        LibTorch.Require();
        manual_seed(0);
        using BatchNorm1d norm = nn.BatchNorm1d(8);
        using Sequential model = nn.Sequential(nn.Linear(16, 8), norm, nn.Dropout(0.5), nn.Linear(8, 1));
        using Tensor batch = randn(32, 16).add(3), mean = norm.running_mean!.clone(), numbers = get_rng_state();
        Preflight.Check(model, batch);
        using Tensor now = get_rng_state();
        Assert.True(now.equal(numbers).all().item<bool>());
        Assert.True(norm.running_mean.equal(mean).all().item<bool>());
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void A_model_of_any_signature_is_run_as_the_user_says()
    {
        LibTorch.Require();
        manual_seed(0);
        using RNN model = nn.RNN(2, 64);
        Initialization.Orthogonal(model.get_weight_hh(0)!, 2);
        using Tensor batch = randn(100, 8, 2);
        PreflightReport report = Preflight.Check(model, batch, () => model.call(batch));
        Assert.Equal(100, report.Architecture.SequenceLength);
        Assert.Equal("recurrent_radius", report.Findings[0].Rule);
        Assert.Equal("critical", Preflight.Check(model).Verdict);
    }
}

using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.TorchSharp.Snapshots;
using GradWatch.TorchSharp.Trials;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Trials;

[Collection("torch")]
public sealed class RemedyTrialsTests : IDisposable
{
    private const double TooHigh = 2.0;

    private readonly Sequential? _model;
    private readonly optim.Optimizer? _optimizer;

    public RemedyTrialsTests()
    {
        if (LibTorch.WhyNot is not null)
            return;
        manual_seed(1);
        _model = nn.Sequential(nn.Linear(16, 64), nn.ReLU(), nn.Linear(64, 1));
        _optimizer = optim.SGD(_model.parameters(), TooHigh);
    }

    public void Dispose()
    {
        _optimizer?.Dispose();
        _model?.Dispose();
    }

    [Fact]
    public void A_lower_rate_is_proven_against_the_control_that_explodes()
    {
        LibTorch.Require();
        (Report report, TrialSetup setup) = Explode();
        IReadOnlyList<Trial> trials = RemedyTrials.Run(report, setup);

        Trial lower = Assert.Single(trials, trial => trial.Remedy == "lower_learning_rate");
        Assert.True(lower.Helped);
        Assert.False(double.IsFinite(lower.Control.LastLoss));
        Assert.True(lower.Treated.LastLoss < lower.Treated.FirstLoss);
        Assert.Equal(lower.Treated.FirstLoss, lower.Control.FirstLoss);
        Assert.Contains("Trial: ", TrialWords.Of(report.With(trials).Remedies[0]).ToString());
    }

    [Fact]
    public void The_training_is_as_it_was_before_the_trials()
    {
        LibTorch.Require();
        (Report report, TrialSetup setup) = Explode();
        float[] weights = Weights();
        double rate = _optimizer!.ParamGroups.First().LearningRate;
        byte[] random = get_rng_state().data<byte>().ToArray();
        RemedyTrials.Run(report, setup);

        Assert.Equal(weights, Weights());
        Assert.Equal(rate, _optimizer.ParamGroups.First().LearningRate);
        Assert.Equal(random, get_rng_state().data<byte>().ToArray());
    }

    [Fact]
    public void A_loss_that_throws_comes_out_and_leaves_the_training_as_it_was()
    {
        LibTorch.Require();
        (Report report, TrialSetup setup) = Explode();
        float[] weights = Weights();
        Assert.Throws<InvalidDataException>(() => RemedyTrials.Run(report, setup with { Loss = _ => throw new InvalidDataException("no batch") }));
        Assert.Equal(weights, Weights());
    }

    [Fact]
    public void A_healthy_run_has_nothing_to_try()
    {
        LibTorch.Require();
        foreach (optim.ILearningRateController group in _optimizer!.ParamGroups)
            group.LearningRate = 0.01;
        (Report report, TrialSetup setup) = Explode();
        Assert.Equal("healthy", report.Verdict);
        Assert.Empty(RemedyTrials.Run(report, setup));
    }

    private (Report Report, TrialSetup Setup) Explode()
    {
        var setup = new TrialSetup
        {
            Model = _model!, Optimizer = _optimizer!, From = TrainingSnapshot.Take(_model!, _optimizer!), Loss = Loss, Steps = 40,
        };
        using TrainingWatch watch = TrainingWatch.Attach(_model!, _optimizer!);
        for (long step = 0; step < 30; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            _optimizer!.zero_grad();
            Tensor loss = Loss(step);
            loss.backward();
            watch.Step(loss);
        }
        return (watch.Report(), setup);
    }

    private Tensor Loss(long step)
    {
        using Generator generator = new((ulong)step);
        Tensor x = randn([32, 16], generator: generator);
        return nn.functional.mse_loss(_model!.call(x), x.sum(1L, keepdim: true).sin());
    }

    private float[] Weights() => [.. _model!.parameters().SelectMany(weight => weight.data<float>().ToArray())];
}

using GradWatch.Diagnosis.Origins;
using GradWatch.Reports;
using GradWatch.TorchSharp;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Tracing;

/// <summary>Real trainings that go well until a value is not finite: from the loop to the report.</summary>
[Collection("torch")]
public sealed class TrainedIncidentTests
{
    public TrainedIncidentTests()
    {
        LibTorch.Require();
        manual_seed(3);
    }

    [Fact]
    public void A_classifier_that_becomes_sure_takes_the_logarithm_of_zero()
    {
        using Sequential model = Mlp();
        using Tensor x = randn(64, 16) * 3, y = x[.., 0].gt(0).to(float32).unsqueeze(1);

        Report report = Train(model, 400, 0.5, () =>
        {
            Tensor p = model.call(x).sigmoid();
            return -((y * p.log()) + ((1 - y) * (1 - p).log())).mean();
        });

        NonFiniteOrigin origin = Assert.Single(report.Origins);
        Assert.True(origin.Step > 5);
        Assert.Equal((OriginDirection.Loss, OriginOperation.LogOfZero), (origin.Direction, origin.Operation));
        Assert.Equal(new OriginPlace(null, "out"), origin.Place);
        Assert.Contains(origin.Sentences(), sentence => sentence.Contains("a sigmoid is exactly 0 or 1", StringComparison.Ordinal));
        Assert.Contains(origin.Sentences(), sentence => sentence.EndsWith("to the bit.", StringComparison.Ordinal));
        Assert.Equal("undefined_operation", report.Diagnosis.Causes[0].Id);
        Assert.Equal("guard_operation", report.Remedies[0].Id);
    }

    [Fact]
    public void A_row_of_zeros_breaks_the_gradient_a_step_before_the_loss()
    {
        using Sequential model = Mlp();
        using Tensor x = randn(64, 16), y = randn(64, 1), zero = zeros(16);
        int step = 0;

        Report report = Train(model, 40, 0.02, () => nn.functional.mse_loss(model.call(x), y) + (0.1 * Unit(model, x, step++ >= 25)), replays: false);

        NonFiniteOrigin origin = Assert.Single(report.Origins);
        Assert.Equal((25, OriginDirection.Backward, false), (origin.Step, origin.Direction, origin.Replayed));
    }

    [Fact]
    public void A_NaN_in_the_input_of_one_batch_is_a_bad_batch()
    {
        using Sequential model = Mlp();
        using Tensor good = randn(64, 16), bad = randn(64, 16), y = randn(64, 1);
        bad[5, 5] = float.NaN;
        int step = -1;

        Report report = Train(model, 40, 0.02, () => nn.functional.mse_loss(model.call(step == 23 ? bad : good), y), before: at => step = at);

        Assert.Equal((23, OriginOperation.NaNInBatch), (Assert.Single(report.Origins).Step, report.Origins[0].Operation));
        Assert.Equal("bad_batch", report.Diagnosis.Causes[0].Id);
    }

    [Fact]
    public void Half_precision_with_a_fixed_loss_scale_overflows_at_the_first_step()
    {
        using Sequential model = Mlp();
        model.to(float16);
        using Tensor x = randn(64, 16).to(float16), y = randn(64, 1).to(float16);

        Report report = Train(model, 2, 0.01, () => nn.functional.mse_loss(model.call(x), y).to(float32) * 65536 * 64);

        Assert.Equal((0, OriginOperation.HalfOverflow), (report.Origins[0].Step, report.Origins[0].Operation));
        Assert.Equal("half_precision_overflow", report.Diagnosis.Causes[0].Id);
    }

    private static Sequential Mlp() => nn.Sequential(
        ("fc0", nn.Linear(16, 32)), ("relu0", nn.ReLU()), ("fc1", nn.Linear(32, 32)), ("relu1", nn.ReLU()), ("out", nn.Linear(32, 1)));

    private static Tensor Unit(Sequential model, Tensor x, bool broken)
    {
        Tensor features = model.call(x);
        return broken ? (features * 0).pow(2).sum().sqrt() : features.pow(2).sum().sqrt();
    }

    private static Report Train(Sequential model, int steps, double rate, Func<Tensor> loss, bool replays = true, Action<int>? before = null)
    {
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), rate, momentum: 0.9);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.Trace());
        watch.Faulted += fault => Assert.Fail(fault.ToString());
        for (int step = 0; step < steps; step++)
        {
            before?.Invoke(step);
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor value = loss();
            value.backward();
            if (replays)
                watch.Step(value, loss);
            else
                watch.Step(value);
        }
        return watch.Report();
    }
}

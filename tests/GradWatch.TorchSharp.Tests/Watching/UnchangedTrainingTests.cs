using GradWatch.Detectors;
using GradWatch.Observations;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Watching;

/// <summary>A training that is watched is bit for bit the one that is not, whatever goes wrong in the watch.</summary>
[Collection("torch")]
public sealed class UnchangedTrainingTests
{
    public UnchangedTrainingTests() => LibTorch.Require();

    [Fact]
    public void Detectors_and_listeners_that_throw_change_nothing()
    {
        List<Exception> faults = [];
        float[] alone = Trained(null);
        float[] watched = Trained(options => options.Detectors = [new ThrowingDetector()], faults);

        Assert.Equal(alone, watched);
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void A_loss_that_cannot_be_read_changes_nothing()
    {
        using Training training = new();
        using optim.Optimizer optimizer = training.Sgd();
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        List<Exception> faults = [];
        watch.Faulted += faults.Add;
        training.Backward().Dispose();

        Assert.True(watch.Step(ones(3)).Stepped);
        Assert.Contains("3 elements", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_optimizer_throws_is_the_trainings_own()
    {
        using Training training = new();
        using StillOptimizer optimizer = new([.. training.Model.parameters()], () => throw new InvalidOperationException("mine"));
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
        Assert.Equal("mine", Assert.Throws<InvalidOperationException>(() => watch.Step(1.0)).Message);
    }

    [Fact]
    public void LBFGS_steps_as_without_a_watch()
    {
        Assert.Equal(Minimized(false), Minimized(true));

        static float[] Minimized(bool isWatched)
        {
            using Training training = new();
            using optim.Optimizer optimizer = optim.LBFGS(training.Model.parameters(), 0.1, max_iter: 4);
            using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer);
            watch.Faulted += fault => throw fault;
            for (int i = 0; i < 3; i++)
            {
                if (isWatched)
                    Assert.True(watch.Step(training.Backward).GradientNorm > 0);
                else
                    optimizer.step(training.Backward);
            }
            Assert.Equal(isWatched ? 3 : 0, watch.NextStep);
            return training.Weights();
        }
    }

    private static float[] Trained(Action<WatchOptions>? configure, List<Exception>? faults = null)
    {
        using Training training = new();
        using optim.Optimizer optimizer = optim.Adam(training.Model.parameters(), 0.01);
        using TrainingWatch? watch = configure is null ? null : TrainingWatch.Attach(training.Model, optimizer, configure);
        if (watch is not null)
            watch.Faulted += faults!.Add;
        for (int i = 0; i < 30; i++)
        {
            using Tensor loss = training.Backward();
            if (watch is null)
                optimizer.step();
            else
                watch.Step(loss);
        }
        return training.Weights();
    }

    private sealed class ThrowingDetector : IDetector
    {
        public string Id => "throwing";

        public Finding? Observe(in Observation observation) => throw new InvalidOperationException("a detector");
    }
}

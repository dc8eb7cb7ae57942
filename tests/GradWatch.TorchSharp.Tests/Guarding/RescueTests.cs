using GradWatch.Detectors;
using GradWatch.Guard;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>Trainings that break without a guard and go on with one.</summary>
[Collection("torch")]
public sealed class RescueTests
{
    [Fact]
    public void Clipping_lets_a_plain_RNN_run_on_that_explodes_without()
    {
        LibTorch.Require();
        (double plain, bool plainFinite, _) = TrainRecurrent(options => { });
        (double clipped, bool clippedFinite, TrainingWatch watch) = TrainRecurrent(options => options.ClipGradientNorm(1));
        Assert.False(plainFinite);
        Assert.False(plain < 1e3);
        Assert.True(clippedFinite);
        Assert.InRange(clipped, 0, 5);
        Assert.Contains(watch.Actions, action => action.Kind == GuardActionKind.Clip);
    }

    [Fact]
    public void Rolling_back_with_a_smaller_rate_brings_a_diverging_run_to_rest()
    {
        LibTorch.Require();
        (double plain, bool plainFinite, _) = TrainRecurrent(options => { });
        (double guarded, bool finite, TrainingWatch watch) = TrainRecurrent(options => options.RollBack(new RollBackOptions
        {
            Spacing = 5, Most = 50, LearningRateFactor = 0.1, Severity = Severity.Warning,
        }));
        Assert.False(plainFinite);
        Assert.True(finite, $"{plain} {guarded} {string.Join(' ', watch.Actions.Select(action => action.Sentence))}");
    }

    [Fact]
    public void Stopping_is_asked_for_while_the_numbers_are_still_finite()
    {
        LibTorch.Require();
        using var rnn = new Recurrent();
        using SGD optimizer = optim.SGD(rnn.Model.parameters(), 0.05);
        using TrainingWatch watch = TrainingWatch.Attach(rnn.Model, optimizer, options => options.Stop(new StopOptions { Patience = 1 }));
        StepResult result = default;
        while (!result.ShouldStop && watch.NextStep < 60)
            result = rnn.Step(optimizer, watch);
        Assert.True(result.ShouldStop);
        Assert.True(double.IsFinite(result.Loss), $"stopped at step {result.Step}, loss {result.Loss}");
        Assert.StartsWith("Steps with a grave finding: 1.", watch.StopReason!.ToString(), StringComparison.Ordinal);
    }

    private static (double Loss, bool Finite, TrainingWatch Watch) TrainRecurrent(Action<WatchOptions> configure)
    {
        using var rnn = new Recurrent();
        using SGD optimizer = optim.SGD(rnn.Model.parameters(), 0.05);
        using TrainingWatch watch = TrainingWatch.Attach(rnn.Model, optimizer, configure);
        watch.Faulted += fault => throw new InvalidOperationException("a fault in a test is a failure", fault);
        StepResult result = default;
        for (int step = 0; step < 45; step++)
            result = rnn.Step(optimizer, watch);
        return (result.Loss, rnn.Model.parameters().All(parameter => parameter.isfinite().all().item<bool>()), watch);
    }

    /// <summary>The adding problem for a tanh RNN whose recurrent weights are twice an orthogonal matrix.</summary>
    private sealed class Recurrent : IDisposable
    {
        private readonly RNN _rnn;
        private readonly Linear _head;

        internal Recurrent()
        {
            set_num_threads(1);
            manual_seed(0);
            _rnn = nn.RNN(2, 64, batchFirst: true);
            _head = nn.Linear(64, 1);
            Model = new WithHead(_rnn, _head);
            using (no_grad())
            {
                foreach ((string name, Parameter parameter) in _rnn.named_parameters())
                {
                    if (name == "weight_hh_l0")
                        nn.init.orthogonal_(parameter, 2);
                }
            }
        }

        internal WithHead Model { get; }

        internal StepResult Step(SGD optimizer, TrainingWatch watch)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor values = rand(8, 100, 1), marks = zeros(8, 100, 1);
            marks[TensorIndex.Colon, 5] = 1f;
            marks[TensorIndex.Colon, 70] = 1f;
            Tensor target = (values * marks).sum(1);
            optimizer.zero_grad();
            Tensor loss = nn.functional.mse_loss(_head.call(_rnn.call(cat([values, marks], 2)).Item1[TensorIndex.Colon, -1]), target);
            loss.backward();
            return watch.Step(loss);
        }

        public void Dispose() => Model.Dispose();
    }
}

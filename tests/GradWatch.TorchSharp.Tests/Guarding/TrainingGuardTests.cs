using GradWatch.Guard;
using GradWatch.Observations;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

[Collection("torch")]
public sealed class TrainingGuardTests
{
    private static void NaNAt70(long step, Tensor x, Tensor y)
    {
        if (step == 70)
            x[0, 0] = float.NaN;
    }

    private static void HugeAt60AndNaNAt70(long step, Tensor x, Tensor y)
    {
        if (step == 60)
            y.mul_(1e6f);
        NaNAt70(step, x, y);
    }

    [Fact]
    public void Without_a_guard_the_bad_batches_end_the_training()
    {
        LibTorch.Require();
        using Loop loop = new(null, HugeAt60AndNaNAt70);
        loop.Run(200);
        Assert.False(loop.AllFinite);
        Assert.True(double.IsNaN(loop.LastLoss));
    }

    [Fact]
    public void A_skipped_step_leaves_weights_momentum_and_buffers_as_they_were()
    {
        LibTorch.Require();
        using Loop loop = new(options => options.SkipNonFiniteSteps(), NaNAt70);
        loop.Run(70);
        byte[] before = Snapshots.SmallTraining.Bits(loop.Model);
        loop.Run(1);
        Assert.False(loop.Last.Stepped);
        Assert.Equal(0, loop.Last.ClipCoefficient);
        Assert.Equal(before, Snapshots.SmallTraining.Bits(loop.Model));
        Assert.Equal(0, loop.Watch.Monitor.Record.Find(Quantity.ClipCoefficient)!.Last);
        loop.Run(129);
        Assert.True(loop.AllFinite);
        Assert.True(loop.LastLoss < loop.FirstLoss);
        Assert.Equal("Step 70 skipped. The loss is NaN.", Assert.Single(loop.Watch.Actions).Sentence.ToString());
    }

    [Fact]
    public void Skipping_ends_with_a_request_to_stop_and_never_lets_a_NaN_through()
    {
        LibTorch.Require();
        using Loop loop = new(options => options.SkipNonFiniteSteps(5), (step, x, y) => { if (step >= 20) x.fill_(float.NaN); });
        loop.Run(25);
        Assert.False(loop.Watch.ShouldStop);
        loop.Run(10);
        Assert.True(loop.Watch.ShouldStop);
        Assert.True(loop.Last.ShouldStop);
        Assert.Contains("Steps skipped in a row: 5", loop.Watch.StopReason!.ToString(), StringComparison.Ordinal);
        Assert.True(loop.AllFinite);
    }

    [Fact]
    public void A_rollback_rescues_what_a_bad_batch_destroyed()
    {
        LibTorch.Require();
        using Loop loop = new(options => options.RollBack(new RollBackOptions { Spacing = 10 }), HugeAt60AndNaNAt70);
        loop.Run(200);
        Assert.True(loop.AllFinite);
        Assert.True(loop.LastLoss < loop.FirstLoss, $"{loop.FirstLoss} {loop.LastLoss}");
        GuardAction[] rollbacks = [.. loop.Watch.Actions.Where(action => action.Kind == GuardActionKind.RollBack)];
        Assert.Equal([60.0, 50.0], rollbacks.Select(action => action.Reference));
        Assert.False(loop.Watch.ShouldStop);
    }

    [Fact]
    public void Rollbacks_are_bounded_and_then_the_loop_is_asked_to_stop()
    {
        LibTorch.Require();
        using Loop loop = new(
            options => options.RollBack(new RollBackOptions { Spacing = 5, Most = 2 }), (step, x, y) => { if (step >= 20) x.fill_(float.NaN); });
        loop.Run(40);
        Assert.True(loop.Watch.ShouldStop);
        Assert.Equal(2, loop.Watch.Actions.Count(action => action.Kind == GuardActionKind.RollBack));
        Assert.True(loop.AllFinite);
    }

    [Fact]
    public void A_rollback_returns_to_the_very_state_and_random_numbers_of_the_snapshot()
    {
        LibTorch.Require();
        using Loop loop = new(
            options => options.RollBack(new RollBackOptions { Spacing = 10 }), (step, x, y) => { if (step == 15) x.fill_(float.NaN); });
        loop.Run(10);
        byte[] expected = Snapshots.SmallTraining.Bits(loop.Model);
        using Tensor random = get_rng_state();
        byte[] expectedRandom = random.bytes.ToArray();
        loop.Run(6);
        using Tensor restored = get_rng_state();
        Assert.Equal(expected, Snapshots.SmallTraining.Bits(loop.Model));
        Assert.Equal(expectedRandom, restored.bytes.ToArray());
        Assert.Equal(10, Assert.Single(loop.Watch.Actions).Reference);
    }

    [Fact]
    public void Snapshots_may_be_kept_as_files()
    {
        LibTorch.Require();
        string folder = Directory.CreateTempSubdirectory("gradwatch").FullName;
        try
        {
            using Loop loop = new(options => options.RollBack(new RollBackOptions { Spacing = 10, Folder = folder, Most = 10 }), HugeAt60AndNaNAt70);
            loop.Run(200);
            Assert.True(loop.AllFinite);
            Assert.InRange(Directory.GetFiles(folder).Length, 1, 3);
            Assert.Contains(loop.Watch.Actions, action => action.Kind == GuardActionKind.RollBack);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Weights_that_were_loaded_after_attaching_are_what_a_rollback_returns_to()
    {
        LibTorch.Require();
        using Loop loop = new(
            options => options.SkipNonFiniteSteps(1).RollBack(), (step, x, y) => { if (step is 1 or 2) x.fill_(float.NaN); }, rate: 1e-9);
        using (no_grad())
        {
            foreach (Parameter parameter in loop.Model.parameters())
                parameter.fill_(0.25f);
        }
        loop.Run(3);
        Assert.Equal(GuardActionKind.RollBack, loop.Watch.Actions[^1].Kind);
        Assert.Equal(0.25f, loop.Model.parameters().First()[0, 0].item<float>());
    }

    [Fact]
    public void The_rate_is_cut_at_a_critical_episode_and_training_comes_back()
    {
        LibTorch.Require();
        using Loop wild = new(options => options.ClipGradientNorm(1e30), rate: 5);
        wild.Run(150);
        using Loop calm = new(options => options.BackOffLearningRate(new BackOffOptions { Factor = 0.1, Patience = 3 }).SkipNonFiniteSteps(1000), rate: 5);
        calm.Run(150);
        Assert.Contains(calm.Watch.Actions, action => action.Kind == GuardActionKind.LowerLearningRate);
        Assert.Equal(5, calm.Optimizer.ParamGroups.Single().LearningRate);
        Assert.False(wild.LastLoss < calm.LastLoss, $"{wild.LastLoss} {calm.LastLoss}");
    }

    [Fact]
    public void The_rate_that_is_observed_is_the_one_that_the_step_was_made_with()
    {
        LibTorch.Require();
        using Loop loop = new(options => options.BackOffLearningRate(new BackOffOptions { Factor = 0.1, Patience = 3 }).SkipNonFiniteSteps(1000), rate: 5);
        loop.Run(60);
        double share = loop.Watch.Actions.Last(action => action.Kind == GuardActionKind.LowerLearningRate).Reference;
        Assert.Equal(5 * share, loop.Watch.Monitor.Record.Find(Quantity.LearningRate)!.Last, 1e-12);
    }

    [Fact]
    public void Nothing_is_allocated_at_a_guarded_step_whether_it_is_clipped_or_not()
    {
        LibTorch.Require();
        using SomeGradients run = new(
            options => options.ClipGradientValue(0.5).ClipAdaptively().ClipAtPercentile().ClipGradientNorm(1).SkipNonFiniteSteps().BackOffLearningRate()
                .RollBack(new RollBackOptions { Spacing = int.MaxValue }).Stop(),
            full([8L, 4L], 2f), ones(9));
        // An unguarded watch beside it: what the optimizer itself allocates depends on how its call was compiled, and is the same in both.
        using SomeGradients unguarded = new(options => { }, full([8L, 4L], 2f), ones(9));
        int allocating = 0;
        // Until the runtime has compiled the loop for speed, and between two steps at which the traces grow (2048 and 3072).
        const int Settled = 2500;
        for (int step = 0; step < Settled + 12; step++)
        {
            run[0].fill_(step % 3 == 0 ? 2f : 1e-3f);
            long before = GC.GetAllocatedBytesForCurrentThread();
            unguarded.Watch.Step(1.0);
            long without = GC.GetAllocatedBytesForCurrentThread() - before;
            before = GC.GetAllocatedBytesForCurrentThread();
            run.Watch.Step(1.0);
            long with = GC.GetAllocatedBytesForCurrentThread() - before;
            if (step >= Settled && with > without)
                allocating++;
        }
        Assert.True(allocating == 0, $"{allocating} of 12 steps allocate");
    }

    [Fact]
    public void LBFGS_is_refused_for_rollbacks_when_the_watch_is_attached()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using LBFGS optimizer = optim.LBFGS(model.parameters());
        Assert.Throws<NotSupportedException>(() => TrainingWatch.Attach(model, optimizer, options => options.RollBack()));
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.ClipGradientNorm().SkipNonFiniteSteps());
    }

    [Fact]
    public void A_clip_that_throws_is_told_and_changes_nothing()
    {
        LibTorch.Require();
        byte[] expected = Train(options => { }, out _);
        Assert.Equal(expected, Train(options => options.Clip(() => new ThrowingClip()), out int faults));
        Assert.Equal(20, faults);
    }

    [Fact]
    public void A_listener_that_throws_is_told_and_changes_nothing()
    {
        LibTorch.Require();
        using SomeGradients run = new(options => options.ClipGradientNorm(1), full(4, 2f));
        List<Exception> faults = [];
        using SomeGradients other = new(options => options.ClipGradientNorm(1), full(4, 2f));
        other.Watch.Acted += _ => throw new InvalidOperationException("of the listener");
        Assert.Throws<InvalidOperationException>(() => other.Watch.Step(1.0));
        run.Watch.Step(1.0);
        Assert.Equal(run[0].bytes.ToArray(), other[0].bytes.ToArray());
    }

    private static byte[] Train(Action<WatchOptions> configure, out int faults)
    {
        using Training training = new();
        using SGD optimizer = training.Sgd(momentum: 0.9);
        using TrainingWatch watch = TrainingWatch.Attach(training.Model, optimizer, configure);
        int count = 0;
        watch.Faulted += _ => count++;
        for (int i = 0; i < 20; i++)
        {
            using Tensor loss = training.Backward();
            watch.Step(loss);
        }
        faults = count;
        return Snapshots.SmallTraining.Bits(training.Model);
    }
}

using GradWatch.TorchSharp.Snapshots;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Snapshots;

[Collection("torch")]
public sealed class TrainingSnapshotTests
{
    public static TheoryData<string> Optimizers => ManagedOptimizers.Names;

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Training_goes_on_bit_for_bit_after_all_weights_were_poisoned(string optimizer)
    {
        LibTorch.Require();
        using var training = new SmallTraining(optimizer);
        training.Run(5);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        training.Run(5);
        byte[] expected = training.Bits();
        training.Poison();
        training.Run(1);

        snapshot.Restore();
        training.Run(5);

        Assert.Equal(expected, training.Bits());
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Training_goes_on_bit_for_bit_from_before_the_first_step(string optimizer)
    {
        LibTorch.Require();
        using var training = new SmallTraining(optimizer);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        training.Run(4);
        byte[] expected = training.Bits();

        snapshot.Restore();
        training.Run(4);

        Assert.Equal(expected, training.Bits());
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_dispose_scope_around_it_takes_nothing_away(string optimizer)
    {
        LibTorch.Require();
        using var training = new SmallTraining(optimizer);
        training.Run(3);
        TrainingSnapshot snapshot;
        using (NewDisposeScope())
            snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        training.Run(3);
        byte[] expected = training.Bits();
        using (NewDisposeScope())
            snapshot.Restore();
        snapshot.Dispose();

        training.Run(3);

        Assert.Equal(expected, training.Bits());
    }

    [Fact]
    public void State_that_a_scope_destroyed_is_made_anew()
    {
        LibTorch.Require();
        using var training = new SmallTraining("SGD momentum");
        training.Run(3);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        training.Run(3);
        byte[] expected = training.Bits();
        foreach (OptimizerState state in training.Optimizer.state_dict().State)
            ((SGD.State)state).momentum_buffer.Dispose();

        snapshot.Restore();
        training.Run(3);

        Assert.Equal(expected, training.Bits());
    }

    [Fact]
    public void A_snapshot_may_be_restored_more_than_once()
    {
        LibTorch.Require();
        using var training = new SmallTraining("AdamW amsgrad");
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        training.Run(3);
        byte[] expected = training.Bits();
        for (int again = 0; again < 3; again++)
        {
            snapshot.Restore();
            training.Run(3);
            Assert.Equal(expected, training.Bits());
        }
    }

    [Fact]
    public void Buffers_that_are_not_persistent_are_in_it_too()
    {
        LibTorch.Require();
        using var model = new CountingModel();
        using SGD optimizer = optim.SGD(model.parameters(), 0.1);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(model, optimizer);
        using Tensor x = ones(2, 4);
        using (Tensor y = model.call(x))
            Assert.Equal(1, model.Calls);

        snapshot.Restore();

        Assert.Equal(0, model.Calls);
    }

    [Fact]
    public void Settings_that_schedulers_change_come_back_or_stay_as_asked()
    {
        LibTorch.Require();
        using var training = new SmallTraining("AdamW");
        ParamGroup group = training.Optimizer.ParamGroups.Cast<ParamGroup>().Single();
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        group.LearningRate = 0.5;
        ((optim.IBetas)group).Betas = (0.5, 0.6);

        snapshot.Restore(SnapshotParts.Model | SnapshotParts.OptimizerState);
        Assert.Equal(0.5, group.LearningRate);

        snapshot.Restore();
        Assert.Equal(1e-2, group.LearningRate);
        Assert.Equal((0.9, 0.999), ((optim.IBetas)group).Betas);
    }

    [Fact]
    public void A_view_is_restored_where_it_lies()
    {
        LibTorch.Require();
        using Tensor storage = arange(6, float32).reshape(2, 3);
        using var model = new OneParameter(storage.t());
        using SGD optimizer = optim.SGD(model.parameters(), 0.1);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(model, optimizer);
        using (no_grad())
            model.Weight.zero_();

        snapshot.Restore();

        Assert.Equal([0f, 1, 2, 3, 4, 5], storage.data<float>().ToArray());
    }

    [Fact]
    public void An_optimizer_whose_state_is_in_native_code_is_refused()
    {
        LibTorch.Require();
        using Linear model = nn.Linear(2, 1);
        using LBFGS optimizer = optim.LBFGS(model.parameters());
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => TrainingSnapshot.Take(model, optimizer));
        Assert.Contains("LBFGS", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_any_more_is_refused_before_anything_is_overwritten()
    {
        LibTorch.Require();
        using var training = new SmallTraining("Adam");
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer);
        training.Run(2);
        using var added = new Parameter(zeros(3));
        training.Optimizer.add_param_group(new Adam.ParamGroup([added], new Adam.Options { LearningRate = 0.1 }));
        byte[] before = training.Bits();

        Assert.Throws<InvalidOperationException>(() => snapshot.Restore());

        Assert.Equal(before, training.Bits());
    }
}

using GradWatch.TorchSharp.Snapshots;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Snapshots;

[Collection("torch")]
public sealed class SnapshotFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch").FullName;

    public static TheoryData<string> Optimizers => ManagedOptimizers.Names;

    private string Target => Path.Combine(_folder, "run.gwsnapshot");

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Another_process_would_go_on_bit_for_bit(string optimizer)
    {
        LibTorch.Require();
        byte[] expected;
        using (var training = new SmallTraining(optimizer))
        {
            training.Run(4);
            using (TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer, 4))
                snapshot.Save(Target);
            training.Run(4);
            expected = training.Bits();
        }
        using var resumed = new SmallTraining(optimizer, seed: 99);
        using (NewDisposeScope())
        {
            using TrainingSnapshot loaded = TrainingSnapshot.Load(Target, resumed.Model, resumed.Optimizer);
            Assert.Equal(4, loaded.Step);
            loaded.Restore();
        }
        resumed.Run(4);
        Assert.Equal(expected, resumed.Bits());
    }

    [Fact]
    public void A_torn_file_is_refused_wherever_it_was_torn_and_nothing_is_overwritten()
    {
        LibTorch.Require();
        using SmallTraining training = Saved();
        byte[] whole = File.ReadAllBytes(Target);
        byte[] weights = training.Bits();
        for (int length = 0; length < whole.Length; length += length < 600 ? 1 : 37)
        {
            File.WriteAllBytes(Target, whole[..length]);
            InvalidDataException refused = Assert.Throws<InvalidDataException>(() => TrainingSnapshot.Load(Target, training.Model, training.Optimizer));
            Assert.Contains(Target, refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(weights, training.Bits());
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused()
    {
        LibTorch.Require();
        using SmallTraining training = Saved();
        byte[] whole = File.ReadAllBytes(Target);
        Random random = new(5);
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] flipped = [.. whole];
            int place = trial < 64 ? trial : random.Next(whole.Length);
            flipped[place] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Target, flipped);
            Assert.Throws<InvalidDataException>(() => TrainingSnapshot.Load(Target, training.Model, training.Optimizer));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("epoch,loss\n0,1\n")]
    [InlineData("a text that is longer than any header of a snapshot would be, and then some")]
    public void Another_kind_of_file_is_refused_by_its_beginning(string text)
    {
        LibTorch.Require();
        using var training = new SmallTraining("SGD");
        File.WriteAllText(Target, text);
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => TrainingSnapshot.Load(Target, training.Model, training.Optimizer));
        Assert.Contains("does not begin as a snapshot", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_of_another_training_is_refused_and_says_what_differs()
    {
        LibTorch.Require();
        using SmallTraining training = Saved();
        using var adam = new SmallTraining("Adam");
        Assert.Contains("it is of SGD, and the training has Adam", Refusal(adam.Model, adam.Optimizer), StringComparison.Ordinal);
        using var narrow = nn.Linear(8, 4);
        using optim.Optimizer optimizer = optim.SGD(narrow.parameters(), 0.1);
        Assert.Contains("it has no model.weight", Refusal(narrow, optimizer), StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_over_a_file_leaves_the_old_one_until_the_new_one_is_whole()
    {
        LibTorch.Require();
        using SmallTraining training = Saved();
        byte[] before = File.ReadAllBytes(Target);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer, 7);
        Directory.CreateDirectory(Path.Combine(_folder, "taken"));
        Assert.ThrowsAny<Exception>(() => snapshot.Save(Path.Combine(_folder, "taken")));
        snapshot.Save(Target);
        Assert.NotEqual(before, File.ReadAllBytes(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Refusal(nn.Module model, optim.Optimizer optimizer) =>
        Assert.Throws<InvalidDataException>(() => TrainingSnapshot.Load(Target, model, optimizer)).Message;

    private SmallTraining Saved()
    {
        var training = new SmallTraining("SGD momentum");
        training.Run(2);
        using TrainingSnapshot snapshot = TrainingSnapshot.Take(training.Model, training.Optimizer, 2);
        snapshot.Save(Target);
        return training;
    }
}

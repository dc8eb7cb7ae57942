using GradWatch.Guard;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Guarding;

/// <summary>On a healthy run a guarded training is, bit for bit, the unguarded one.</summary>
[Collection("torch")]
public sealed class HealthyRunTests
{
    private static readonly string[] Models = ["RNN", "LSTM", "CNN with BatchNorm", "Transformer"];
    private static readonly string[] Optimizers = ["SGD", "momentum", "Adam", "AdamW"];

    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach (string model in Models)
            {
                foreach (string optimizer in Optimizers)
                    pairs.Add(model, optimizer);
            }
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void All_guards_together_leave_a_healthy_run_as_it_is_to_the_bit(string model, string optimizer)
    {
        LibTorch.Require();
        byte[] plain = Train(model, optimizer, null);
        byte[] guarded = Train(model, optimizer, AllGuards);
        Assert.Equal(plain, guarded);
    }

    private static void AllGuards(WatchOptions options) => options
        .ClipGradientValue(1e3).ClipAdaptively(1e6).ClipAtPercentile(new PercentileClipOptions { Warmup = 100 }).ClipGradientNorm(1e3)
        .SkipNonFiniteSteps().BackOffLearningRate().RollBack(new RollBackOptions { Spacing = 4 }).Stop();

    private static byte[] Train(string name, string optimizerName, Action<WatchOptions>? guards)
    {
        set_num_threads(1);
        manual_seed(5);
        (nn.Module model, Func<Tensor> batchLoss) = SmallModels.Make(name);
        using OptimizerHelper optimizer = SmallModels.Optimizer(optimizerName, model);
        using TrainingWatch? watch = guards is null ? null : TrainingWatch.Attach(model, optimizer, guards);
        if (watch is not null)
            watch.Faulted += fault => throw new InvalidOperationException("a fault in a test is a failure", fault);
        byte[] start = Snapshots.SmallTraining.Bits(model);
        for (int step = 0; step < 15; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            Tensor loss = batchLoss();
            loss.backward();
            if (watch is null)
                optimizer.step();
            else
                watch.Step(loss);
        }
        Assert.Empty(watch?.Actions ?? []);
        byte[] bits = Snapshots.SmallTraining.Bits(model);
        Assert.NotEqual(start, bits);
        model.Dispose();
        return bits;
    }
}

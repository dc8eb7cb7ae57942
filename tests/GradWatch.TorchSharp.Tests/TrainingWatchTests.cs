using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests;

public sealed class TrainingWatchTests
{
    [Fact]
    public void The_norm_of_a_step_is_that_of_all_gradients_together()
    {
        LibTorch.Require();
        manual_seed(1);
        using Linear model = nn.Linear(8, 4);
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0.1);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer);
        using Tensor loss = model.call(randn(16, 8)).pow(2).mean();
        loss.backward();
        double expected = Math.Sqrt(model.parameters().Sum(p => p.grad!.to(float64).pow(2).sum().item<double>()));

        StepResult result = watch.Step(loss);

        Assert.Equal(expected, result.GradientNorm, expected * 1e-9);
        Assert.True(result.Stepped);
        Assert.Equal(loss.item<float>(), result.Loss);
    }
}

using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Watching;

[Collection("torch")]
public sealed class TiedWeightTests
{
    [Fact]
    public void A_weight_that_two_modules_share_is_one_tensor_and_clipped_once()
    {
        LibTorch.Require();
        manual_seed(1);
        using Embedding embedding = nn.Embedding(6, 4);
        using Linear output = nn.Linear(4, 6);
        output.weight = embedding.weight!;
        using Sequential model = nn.Sequential(("embedding", embedding), ("output", output));
        using optim.Optimizer optimizer = optim.SGD(model.parameters(), 0);
        using TrainingWatch watch = TrainingWatch.Attach(model, optimizer, options => options.ClipGradientNorm(0.01));
        using Tensor loss = model.call(tensor(new long[] { 0, 3, 5 })).pow(2).sum();
        loss.backward();
        double expected = Math.Sqrt(Norm(output.weight) + Norm(output.bias!));

        StepResult result = watch.Step(loss);

        Assert.Equal(expected, result.GradientNorm, 1e-6 * expected);
        Assert.Equal(0.01, Math.Sqrt(Norm(output.weight) + Norm(output.bias!)), 1e-6);
    }

    private static double Norm(Parameter parameter)
    {
        using DisposeScope scope = NewDisposeScope();
        return parameter.grad!.to(float64).pow(2).sum().item<double>();
    }
}

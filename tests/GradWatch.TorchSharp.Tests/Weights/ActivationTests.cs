using GradWatch.TorchSharp.Weights;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

public sealed class ActivationTests
{
    [Fact]
    public void Gains_are_those_of_the_papers()
    {
        Assert.Equal(1, Activation.Linear.Gain);
        Assert.Equal(Math.Sqrt(2), Activation.Relu.Gain, 1e-12);
        Assert.Equal(Math.Sqrt(2 / 1.04), Activation.LeakyRelu(0.2).Gain, 1e-12);
        Assert.Equal(5.0 / 3, Activation.Tanh.Gain, 1e-12);
        Assert.Equal(1, Activation.Sigmoid.Gain);
        Assert.Equal(1, Activation.Selu.Gain);
    }

    /// <summary>Gain² · E[f(z)²] = 1: the mean square of what the next layer is given stays 1.</summary>
    [Fact]
    public void A_gain_makes_up_for_what_the_function_takes()
    {
        LibTorch.Require();
        using Generator generator = new(5, CPU);
        using Tensor z = randn([1_000_000], generator: generator);
        Assert.Equal(1, Kept(Activation.Gelu, nn.functional.gelu(z)), 0.01);
        Assert.Equal(1, Kept(Activation.Silu, nn.functional.silu(z)), 0.01);
        Assert.Equal(1, Kept(Activation.Elu, nn.functional.elu(z, 1.0)), 0.01);
        Assert.Equal(1, Kept(Activation.Mish, nn.functional.mish(z)), 0.01);
        Assert.Equal(1, Kept(Activation.Relu, nn.functional.relu(z)), 0.01);
        Assert.Equal(1, Kept(Activation.Selu, nn.functional.selu(z)), 0.01);
    }

    private static double Kept(Activation activation, Tensor output)
    {
        using Tensor square = output.to(float64).square().mean();
        output.Dispose();
        return activation.Gain * activation.Gain * square.item<double>();
    }
}

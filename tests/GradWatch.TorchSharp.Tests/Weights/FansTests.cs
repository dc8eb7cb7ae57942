using CsCheck;
using GradWatch.TorchSharp.Weights;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

public sealed class FansTests
{
    [Fact]
    public void A_linear_layer_sums_its_inputs() => Assert.Equal(new Fans(128, 64), Fans.Of([64, 128]));

    [Fact]
    public void A_convolution_counts_its_receptive_field() => Assert.Equal(new Fans(16 * 9, 32 * 9), Fans.Of([32, 16, 3, 3]));

    [Fact]
    public void Groups_part_both_fans() => Assert.Equal(new Fans(9, 9), Fans.Of([32, 1, 3, 3], groups: 32));

    [Fact]
    public void A_transposed_convolution_spreads_its_field_by_the_stride() =>
        Assert.Equal(new Fans(64 * 16 / 4, 32 * 16), Fans.OfTransposed([64, 32, 4, 4], [2, 2]));

    [Fact]
    public void A_weight_of_one_dimension_or_of_nothing_has_no_fans()
    {
        Assert.Throws<ArgumentException>(() => Fans.Of([4]));
        Assert.Throws<ArgumentException>(() => Fans.Of([4, 0]));
    }

    /// <summary>What the incoming fan is for: a unit's output over inputs of variance 1 has variance fan · deviation².</summary>
    [Fact]
    public void The_incoming_fan_is_the_variance_of_a_units_output() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[2, 6], Gen.Int[1, 3], Gen.Bool).Sample(
            (groups, inputs, outputs, kernel, transposed) =>
        {
            LibTorch.Require();
            using Generator generator = new(3, CPU);
            long channelsIn = (long)groups * inputs, channelsOut = (long)groups * outputs;
            using Tensor input = ones(1, channelsIn, 12, 12);
            using Tensor weight = transposed ? ones(channelsIn, outputs, kernel, kernel) : ones(channelsOut, inputs, kernel, kernel);
            Fans fans = transposed ? Fans.OfTransposed(weight.shape, [1, 1], groups) : Fans.Of(weight.shape, groups);
            // With ones everywhere an output away from the edge is the number of its summands.
            using Tensor output = transposed
                ? nn.functional.conv_transpose2d(input, weight, groups: groups)
                : nn.functional.conv2d(input, weight, groups: groups);
            Assert.Equal(fans.In, output[0, 0, 6, 6].item<float>());
        }, iter: 30);
}

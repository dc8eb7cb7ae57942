using GradWatch.TorchSharp.Weights;
using Xunit;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tests.Weights;

public sealed class RecurrentSpectrumTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(256)]
    public void Radius_and_norm_are_those_of_the_full_decompositions(int size)
    {
        LibTorch.Require();
        for (ulong seed = 0; seed < 5; seed++)
        {
            using Generator generator = new(seed, CPU);
            using Tensor matrix = randn([size, size], dtype: float64, generator: generator).div(Math.Sqrt(size));
            using Tensor radius = linalg.eigvals(matrix).abs().max(), norm = linalg.svdvals(matrix).max();
            RecurrentSpectrum spectrum = RecurrentSpectrum.Of(matrix);
            Assert.Equal(1, spectrum.Radius / radius.item<double>(), 0.02);
            Assert.Equal(1, spectrum.Norm / norm.item<double>(), 0.02);
        }
    }

    [Fact]
    public void A_multiple_of_an_orthogonal_matrix_has_that_radius_and_norm()
    {
        LibTorch.Require();
        using Tensor matrix = empty(48, 48);
        using Generator generator = new(1, CPU);
        Initialization.Orthogonal(matrix, 1.3, generator: generator);
        RecurrentSpectrum spectrum = RecurrentSpectrum.Of(matrix);
        Assert.Equal(1.3, spectrum.Radius, 1e-5);
        Assert.Equal(1.3, spectrum.Norm, 1e-5);
    }

    [Fact]
    public void A_matrix_that_forgets_all_has_radius_0_and_one_that_is_not_finite_none()
    {
        LibTorch.Require();
        using Tensor shift = diag(ones(7), 1);
        Assert.Equal(0, RecurrentSpectrum.Of(shift).Radius);
        Assert.Equal(1, RecurrentSpectrum.Of(shift).Norm, 1e-9);
        using Tensor broken = full([4, 4], double.NaN);
        Assert.Equal(double.NaN, RecurrentSpectrum.Of(broken).Radius);
    }
}

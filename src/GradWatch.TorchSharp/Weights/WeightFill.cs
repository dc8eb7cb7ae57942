using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights;

/// <summary>Fills weights in place, in their own type and on their own device. Drawn on the CPU: a seed gives the same numbers everywhere.</summary>
internal static class WeightFill
{
    internal static void Random(Tensor weight, double deviation, WeightDistribution distribution, Generator? generator)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor drawn = distribution == WeightDistribution.Normal
            ? randn(weight.shape, dtype: float64, generator: generator)
            : rand(weight.shape, dtype: float64, generator: generator).mul(2).sub(1).mul(Math.Sqrt(3));
        weight.copy_(drawn.mul(deviation));
    }

    /// <summary>Rows or columns, whichever are fewer, become orthogonal and of length gain. Saxe et al. 2014.</summary>
    internal static void Orthogonal(Tensor weight, double gain, Generator? generator)
    {
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        long rows = weight.shape[0], columns = weight.numel() / rows;
        Tensor drawn = randn([Math.Max(rows, columns), Math.Min(rows, columns)], dtype: float64, generator: generator);
        (Tensor q, Tensor r) = linalg.qr(drawn);
        // Without the signs of R the factor is not evenly distributed over the orthogonal matrices (Mezzadri 2007).
        Tensor even = q.mul(r.diagonal().sign());
        weight.copy_((rows < columns ? even.t() : even).mul(gain).reshape(weight.shape));
    }

    internal static void Constant(Tensor weight, double value)
    {
        using IDisposable still = no_grad();
        weight.fill_(value);
    }

    /// <summary>Acts on each of the equal blocks of rows that a weight is stacked of: gates, or query, key and value.</summary>
    internal static void EachBlock(Tensor weight, int blocks, Action<Tensor> fill)
    {
        using IDisposable still = no_grad();
        long rows = weight.shape[0] / blocks;
        for (int block = 0; block < blocks; block++)
        {
            using Tensor part = weight.narrow(0, block * rows, rows);
            fill(part);
        }
    }
}

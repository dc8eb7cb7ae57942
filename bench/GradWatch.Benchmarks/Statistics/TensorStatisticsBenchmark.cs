using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using GradWatch.Statistics;

namespace GradWatch.Benchmarks.Statistics;

/// <summary>The same comparison for float by BenchmarkDotNet, from a bias vector to a tensor that no cache holds.</summary>
[InProcess]
[WarmupCount(3)]
[IterationCount(9)]
[IterationTime(100)]
public class TensorStatisticsBenchmark
{
    private float[] _values = [];

    /// <summary>Elements of the tensor.</summary>
    [Params(256, 65_536, 1 << 26)]
    public int Length { get; set; }

    /// <summary>Fills the tensor.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _values = new float[Length];
        Gaussian.Fill(_values, value => (float)value);
    }

    /// <summary>A sum of all elements.</summary>
    [Benchmark(Baseline = true)]
    public double Bare() => BareRead.Sum(_values);

    /// <summary>All statistics.</summary>
    [Benchmark]
    public TensorStatistics Statistics() => TensorStatistics.Of(_values);

    /// <summary>The norm alone.</summary>
    [Benchmark]
    public float Norm() => TensorPrimitives.Norm(_values);
}

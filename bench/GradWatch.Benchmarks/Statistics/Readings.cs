using System.Numerics.Tensors;
using GradWatch.Statistics;

namespace GradWatch.Benchmarks.Statistics;

/// <summary>What is measured: the statistics of each format, what the runtime library offers, and the bare read.</summary>
internal sealed class Readings : IDisposable
{
    private const int Elements = 1 << 26;
    private readonly Tensor<float> _floats = new(Elements, value => (float)value);
    private readonly Tensor<double> _doubles = new(Elements, value => value);
    private readonly Tensor<Half> _halves = new(2 * Elements, value => (Half)value);
    private readonly Tensor<ushort> _bFloat16s = new(2 * Elements, value => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16));

    /// <summary>All of them, the bare read first.</summary>
    public IEnumerable<Reading> All()
    {
        yield return new("bare read (sum)", _floats.Bytes, (slice, threads) => BareRead.Sum(_floats.At(slice), threads), null, true);
        double exact = Exact(_floats, value => value);
        yield return new("`TensorStatistics`, float", _floats.Bytes, (slice, threads) => TensorStatistics.Of(_floats.At(slice), threads).L2, exact, true);
        yield return new("`TensorPrimitives.Norm`, float", _floats.Bytes, (slice, _) => TensorPrimitives.Norm(_floats.At(slice)), exact, false);
        yield return new("`Norm` + `MaxMagnitude`, float", _floats.Bytes, (slice, _) => NormAndMax(_floats.At(slice)), exact, false);
        exact = Exact(_doubles, value => value);
        yield return new("`TensorStatistics`, double", _doubles.Bytes, (slice, threads) => TensorStatistics.Of(_doubles.At(slice), threads).L2, exact, true);
        yield return new("`TensorPrimitives.Norm`, double", _doubles.Bytes, (slice, _) => TensorPrimitives.Norm(_doubles.At(slice)), exact, false);
        exact = Exact(_halves, value => (double)value);
        yield return new("`TensorStatistics`, Half", _halves.Bytes, (slice, threads) => TensorStatistics.Of(_halves.At(slice), threads).L2, exact, true);
        exact = Exact(_bFloat16s, value => BitConverter.UInt32BitsToSingle((uint)value << 16));
        yield return new(
            "`TensorStatistics`, bfloat16", _bFloat16s.Bytes, (slice, threads) => TensorStatistics.OfBFloat16(_bFloat16s.At(slice), threads).L2, exact, true);
    }

    public void Dispose()
    {
        _floats.Dispose();
        _doubles.Dispose();
        _halves.Dispose();
        _bFloat16s.Dispose();
    }

    private static double NormAndMax(ReadOnlySpan<float> values) => TensorPrimitives.Norm(values) + 0 * TensorPrimitives.MaxMagnitude(values);

    private static double Exact<T>(Tensor<T> tensor, Func<T, double> widen)
        where T : unmanaged
    {
        DoubleDouble sum = default;
        foreach (T value in tensor.All)
            sum.AddSquare(widen(value));
        return sum.Root;
    }
}

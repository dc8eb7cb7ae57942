using System.Numerics;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>The elements of a CPU tensor of single or double precision that lie in the order of their indices, to be changed in place.</summary>
internal readonly unsafe struct GradientMemory
{
    private readonly byte* _first;
    private readonly bool _isDouble;

    private GradientMemory(byte* first, long count, bool isDouble)
    {
        _first = first;
        Count = count;
        _isDouble = isDouble;
    }

    internal long Count { get; }

    /// <summary>False for a tensor that torch's own operations have to change.</summary>
    internal static bool TryOpen(nint tensor, out GradientMemory memory)
    {
        memory = default;
        if (NativeTensor.DeviceType(tensor) != NativeTensor.Cpu || NativeTensor.IsSparse(tensor) != 0 || NativeTensor.IsContiguous(tensor) == 0)
            return false;
        ScalarType type = (ScalarType)NativeTensor.ElementType(tensor);
        if (type is not (ScalarType.Float32 or ScalarType.Float64))
            return false;
        memory = new GradientMemory((byte*)NativeTensor.Data(tensor), NativeTensor.Count(tensor), type == ScalarType.Float64);
        return true;
    }

    internal GradientMemory Slice(long start, long count) => new(_first + start * (_isDouble ? sizeof(double) : sizeof(float)), count, _isDouble);

    internal TensorStatistics Statistics() =>
        _isDouble ? TensorStatistics.Of((double*)_first, Count) : TensorStatistics.Of((float*)_first, Count);

    internal void Multiply(double factor)
    {
        if (_isDouble)
            Multiply((double*)_first, Count, factor);
        else
            Multiply((float*)_first, Count, (float)factor);
    }

    /// <summary>Brings each element within ±<paramref name="limit"/>, NaN excepted.</summary>
    internal void Clamp(double limit)
    {
        if (_isDouble)
            Clamp((double*)_first, Count, limit);
        else
            Clamp((float*)_first, Count, (float)limit);
    }

    private static void Multiply<T>(T* first, long count, T factor)
        where T : unmanaged, INumber<T>
    {
        Vector<T> factors = new(factor);
        T* end = first + count;
        for (; first <= end - Vector<T>.Count; first += Vector<T>.Count)
            (Vector.Load(first) * factors).Store(first);
        for (; first < end; first++)
            *first *= factor;
    }

    // Comparisons with NaN are false: it stays.
    private static void Clamp<T>(T* first, long count, T limit)
        where T : unmanaged, INumber<T>
    {
        Vector<T> high = new(limit), low = -high;
        T* end = first + count;
        for (; first <= end - Vector<T>.Count; first += Vector<T>.Count)
        {
            Vector<T> value = Vector.Load(first);
            value = Vector.ConditionalSelect(Vector.GreaterThan(value, high), high, value);
            Vector.ConditionalSelect(Vector.LessThan(value, low), low, value).Store(first);
        }
        for (; first < end; first++)
            *first = *first > limit ? limit : *first < -limit ? -limit : *first;
    }
}

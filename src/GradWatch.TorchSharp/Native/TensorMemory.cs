using System.Numerics;
using GradWatch.Statistics;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Native;

/// <summary>The elements of a dense CPU tensor where they lie.</summary>
internal readonly unsafe struct TensorMemory
{
    private readonly void* _first;
    private readonly ScalarType _type;

    private TensorMemory(void* first, long count, ScalarType type)
    {
        _first = first;
        Count = count;
        _type = type;
    }

    internal long Count { get; }

    /// <summary>The first element; there must be one.</summary>
    internal double First => _type switch
    {
        ScalarType.Float32 => *(float*)_first,
        ScalarType.Float64 => *(double*)_first,
        ScalarType.Float16 => (double)*(Half*)_first,
        _ => BitConverter.UInt32BitsToSingle((uint)*(ushort*)_first << 16),
    };

    /// <summary>False when the elements cannot be read in place: sparse, on another device, with gaps, or of no floating type.</summary>
    internal static bool TryOpen(nint tensor, out TensorMemory memory)
    {
        memory = default;
        if (NativeTensor.DeviceType(tensor) != NativeTensor.Cpu || NativeTensor.IsSparse(tensor) != 0 || NativeTensor.IsContiguous(tensor) == 0)
            return false;
        ScalarType type = (ScalarType)NativeTensor.ElementType(tensor);
        if (type is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
            return false;
        memory = new TensorMemory(NativeTensor.Data(tensor), NativeTensor.Count(tensor), type);
        return true;
    }

    /// <summary>Reads the tensor once.</summary>
    internal TensorStatistics Statistics(int threads) => _type switch
    {
        ScalarType.Float32 => TensorStatistics.Of((float*)_first, Count, threads),
        ScalarType.Float64 => TensorStatistics.Of((double*)_first, Count, threads),
        ScalarType.Float16 => TensorStatistics.Of((Half*)_first, Count, threads),
        _ => TensorStatistics.OfBFloat16((ushort*)_first, Count, threads),
    };

    /// <summary>Multiplies each element in place, in the tensor's own precision; false for a type that is not multiplied here.</summary>
    internal bool TryMultiply(double factor)
    {
        if (_type == ScalarType.Float32)
            Multiply((float*)_first, Count, (float)factor);
        else if (_type == ScalarType.Float64)
            Multiply((double*)_first, Count, factor);
        else
            return false;
        return true;
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
}

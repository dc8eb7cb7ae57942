using System.Numerics;
using System.Runtime.CompilerServices;
using GradWatch.Statistics;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Native;

/// <summary>The elements of a dense CPU tensor where they lie, in the order of the memory.</summary>
internal readonly unsafe struct TensorMemory
{
    /// <summary>Elements that one thread reads at a time; they are summed before they join the total, whoever read them.</summary>
    internal const long PartLength = 1 << 18;

    // Elements that stay in a core's second-level cache while they are read several times.
    private const long BlockLength = 1 << 14;

    private readonly byte* _first;
    private readonly ScalarType _type;

    internal TensorMemory(void* first, long count, ScalarType type)
    {
        _first = (byte*)first;
        Count = count;
        _type = type;
    }

    internal long Count { get; }

    internal long Bytes => Count * ElementSize;

    internal int Parts => (int)((Count + PartLength - 1) / PartLength);

    private int ElementSize => _type switch { ScalarType.Float32 => 4, ScalarType.Float64 => 8, _ => 2 };

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
        if (NativeTensor.DeviceType(tensor) != NativeTensor.Cpu || NativeTensor.IsSparse(tensor) != 0)
            return false;
        ScalarType type = (ScalarType)NativeTensor.ElementType(tensor);
        if (type is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16) || !Layout.IsDense(tensor))
            return false;
        memory = new TensorMemory(NativeTensor.Data(tensor), NativeTensor.Count(tensor), type);
        return true;
    }

    /// <summary>The elements from <paramref name="start"/> on, at most so many.</summary>
    internal TensorMemory Slice(long start, long count) => new(_first + start * ElementSize, Math.Min(count, Count - start), _type);

    internal TensorMemory Part(int part) => Slice(part * PartLength, PartLength);

    /// <summary>Memory of the same type and length elsewhere.</summary>
    internal TensorMemory At(void* first) => new(first, Count, _type);

    /// <summary>Whether both hold as many elements of the same type.</summary>
    internal bool IsLike(in TensorMemory other) => _type == other._type && Count == other.Count;

    /// <summary>Reads the elements once, on the calling thread.</summary>
    internal TensorStatistics Statistics() => _type switch
    {
        ScalarType.Float32 => TensorStatistics.Of((float*)_first, Count),
        ScalarType.Float64 => TensorStatistics.Of((double*)_first, Count),
        ScalarType.Float16 => TensorStatistics.Of((Half*)_first, Count),
        _ => TensorStatistics.OfBFloat16((ushort*)_first, Count),
    };

    /// <summary>The statistics of the elements less those of another tensor, each in the same place.</summary>
    internal TensorStatistics Difference(in TensorMemory reference) => _type switch
    {
        ScalarType.Float32 => TensorStatistics.OfDifference((float*)_first, (float*)reference._first, Count),
        ScalarType.Float64 => TensorStatistics.OfDifference((double*)_first, (double*)reference._first, Count),
        ScalarType.Float16 => TensorStatistics.OfDifference((Half*)_first, (Half*)reference._first, Count),
        _ => TensorStatistics.OfDifferenceBFloat16((ushort*)_first, (ushort*)reference._first, Count),
    };

    /// <summary>Reads the elements and keeps a copy of them, with one read of the memory.</summary>
    internal TensorStatistics Copy(in TensorMemory to)
    {
        TensorStatistics total = default;
        for (long start = 0; start < Count; start += BlockLength)
        {
            TensorMemory block = Slice(start, BlockLength);
            total += block.Statistics();
            Buffer.MemoryCopy(block._first, to._first + start * ElementSize, block.Bytes, block.Bytes);
        }
        return total;
    }

    /// <summary>The statistics of the elements less those of two other tensors, with one read of the memory.</summary>
    internal (TensorStatistics Change, TensorStatistics Displacement) Differences(in TensorMemory before, in TensorMemory first)
    {
        TensorStatistics change = default, displacement = default;
        for (long start = 0; start < Count; start += BlockLength)
        {
            TensorMemory block = Slice(start, BlockLength);
            change += block.Difference(before.Slice(start, BlockLength));
            displacement += block.Difference(first.Slice(start, BlockLength));
        }
        return (change, displacement);
    }

    /// <summary>Whether <see cref="Multiply(double)"/> is for its type.</summary>
    internal bool CanMultiply => _type is ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Multiplies each element in place, in the tensor's own precision.</summary>
    internal void Multiply(double factor)
    {
        if (_type == ScalarType.Float32)
            Multiply((float*)_first, Count, (float)factor);
        else
            Multiply((double*)_first, Count, factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

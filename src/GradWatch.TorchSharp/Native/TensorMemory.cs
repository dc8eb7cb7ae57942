using GradWatch.Statistics;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Native;

/// <summary>The elements of a dense CPU tensor where they lie.</summary>
internal readonly unsafe struct TensorMemory
{
    private readonly void* _first;
    private readonly long _count;
    private readonly ScalarType _type;

    private TensorMemory(void* first, long count, ScalarType type)
    {
        _first = first;
        _count = count;
        _type = type;
    }

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
        ScalarType.Float32 => TensorStatistics.Of((float*)_first, _count, threads),
        ScalarType.Float64 => TensorStatistics.Of((double*)_first, _count, threads),
        ScalarType.Float16 => TensorStatistics.Of((Half*)_first, _count, threads),
        _ => TensorStatistics.OfBFloat16((ushort*)_first, _count, threads),
    };
}

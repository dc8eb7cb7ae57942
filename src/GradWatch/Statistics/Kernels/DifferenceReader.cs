using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Reads two tensors side by side: the statistics of their differences, element by element, in double.</summary>
/// <remarks>A chunk of differences is made in the first-level cache and read there as a tensor of doubles, with all that is promised for one.</remarks>
internal static unsafe class DifferenceReader<TBits, TFormat>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TFormat : struct, IElementFormat<TBits>
{
    private const int ChunkLength = 1 << 10;

    private static int Width => Vector512<TBits>.Count;

    public static TensorStatistics Read(TBits* values, TBits* references, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > 0)
        {
            ArgumentNullException.ThrowIfNull(values);
            ArgumentNullException.ThrowIfNull(references);
        }
        double* differences = stackalloc double[ChunkLength];
        TensorStatistics total = default;
        for (long start = 0; start < count; start += ChunkLength)
        {
            int length = (int)Math.Min(ChunkLength, count - start);
            total += ReadChunk(values + start, references + start, length, differences);
        }
        return total;
    }

    private static TensorStatistics ReadChunk(TBits* values, TBits* references, int count, double* differences)
    {
        Debug.Assert(count <= ChunkLength);
        int whole = count - count % Width;
        Subtract(values, references, values + whole, differences);
        int padded = whole;
        if (whole < count)
        {
            Subtract(values + whole, references + whole, count - whole, differences + whole);
            padded += Width;
        }
        BlockTotals totals = BlockReader<long, DoubleFormat>.Read((long*)differences, padded);
        totals.Zeros -= padded - count;
        return new TensorStatistics(count, totals);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Subtract(TBits* values, TBits* references, TBits* end, double* to)
    {
        for (; values < end; values += Width, references += Width, to += Width)
            TFormat.StoreDifferences(Vector512.Load(values), Vector512.Load(references), to);
    }

    // The places beyond the end hold zeros in both, and so a zero.
    private static void Subtract(TBits* values, TBits* references, int count, double* to)
    {
        Vector512<TBits> value = default, reference = default;
        Unsafe.CopyBlockUnaligned(&value, values, (uint)(count * sizeof(TBits)));
        Unsafe.CopyBlockUnaligned(&reference, references, (uint)(count * sizeof(TBits)));
        TFormat.StoreDifferences(value, reference, to);
    }
}

using System.Numerics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Cuts a tensor into blocks, the same way and in the same order for every number of threads.</summary>
internal static unsafe class BlockPartition<TBits, TFormat>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TFormat : struct, IElementFormat<TBits>
{
    /// <summary>Elements of a block: it fits a core's second-level cache, so that a second look at it costs no memory traffic.</summary>
    public const int BlockLength = 1 << 15;

    /// <summary>Elements that one thread reads at a time. Their blocks are summed before they join the total.</summary>
    public const int PartLength = 1 << 20;

    public static TensorStatistics Read(TBits* first, long count, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (count > 0)
            ArgumentNullException.ThrowIfNull(first);
        return threads == 1 || count <= PartLength ? ReadInOrder(first, count) : ReadInParallel(first, count, threads);
    }

    private static TensorStatistics ReadInOrder(TBits* first, long count)
    {
        TensorStatistics total = default;
        for (long start = 0; start < count; start += PartLength)
            total += ReadPart(first + start, (int)Math.Min(PartLength, count - start));
        return total;
    }

    private static TensorStatistics ReadInParallel(TBits* first, long count, int threads)
    {
        var parts = new TensorStatistics[(count + PartLength - 1) / PartLength];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        Parallel.For(0, parts.Length, options, part =>
        {
            long start = (long)part * PartLength;
            parts[part] = ReadPart(first + start, (int)Math.Min(PartLength, count - start));
        });
        TensorStatistics total = default;
        foreach (TensorStatistics part in parts)
            total += part;
        return total;
    }

    private static TensorStatistics ReadPart(TBits* first, int count)
    {
        TensorStatistics total = default;
        for (int start = 0; start < count; start += BlockLength)
        {
            int length = Math.Min(BlockLength, count - start);
            total += new TensorStatistics(length, BlockReader<TBits, TFormat>.Read(first + start, length));
        }
        return total;
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Reads one block of elements. The result depends on their values alone: not on address or instruction set.</summary>
internal static unsafe class BlockReader<TBits, TFormat>
    where TBits : unmanaged, IBinaryInteger<TBits>
    where TFormat : struct, IElementFormat<TBits>
{
    private static int Width => Vector512<TBits>.Count;

    public static BlockTotals Read(TBits* first, int count)
    {
        BlockTotals totals = ReadOrdinary(first, count);
        if (totals.NonFinite > 0)
            totals = ReadFinite(first, count, 1);
        return Magnitude.IsOrdinary(totals.Max) ? totals : ReadFinite(first, count, Magnitude.Factor(totals.Max));
    }

    // Nearly all blocks: one integer maximum tells both the greatest magnitude and whether all are finite.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static BlockTotals ReadOrdinary(TBits* first, int count)
    {
        LaneSums sums = default;
        LaneMagnitudes<TBits> magnitudes = default;
        Vector512<TBits> mask = Vector512.Create(TFormat.MagnitudeMask);
        TBits* end = first + count;
        for (; end - first >= Width; first += Width)
        {
            Vector512<TBits> bits = Vector512.Load(first);
            magnitudes.Add(bits & mask);
            TFormat.Add(ref sums, bits, 1);
        }
        Vector512<TBits> last = Padded(first, end);
        magnitudes.Add(last & mask);
        TFormat.Add(ref sums, last, 1);
        TBits greatest = magnitudes.Greatest;
        return new BlockTotals
        {
            Sum = sums.Sum,
            Squares = sums.Squares,
            Max = TFormat.Value(greatest),
            Zeros = count - magnitudes.NonZeros,
            NonFinite = greatest < TFormat.Infinity ? 0 : 1,
        };
    }

    // The same lanes with zero in place of what is not finite, and each element multiplied before it is squared.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static BlockTotals ReadFinite(TBits* first, int count, double factor)
    {
        LaneSums sums = default;
        LaneMagnitudes<TBits> magnitudes = default;
        Vector512<TBits> nan = default, positive = default, negative = default;
        Vector512<TBits> mask = Vector512.Create(TFormat.MagnitudeMask), infinity = Vector512.Create(TFormat.Infinity);
        for (TBits* end = first + count; first < end; first += Width)
        {
            Vector512<TBits> bits = end - first >= Width ? Vector512.Load(first) : Padded(first, end);
            Vector512<TBits> magnitude = bits & mask;
            nan -= Vector512.GreaterThan(magnitude, infinity);
            positive -= Vector512.Equals(bits, infinity);
            negative -= Vector512.Equals(bits, infinity | ~mask);
            Vector512<TBits> finite = Vector512.LessThan(magnitude, infinity);
            magnitudes.Add(magnitude & finite);
            TFormat.Add(ref sums, bits & finite, factor);
        }
        var totals = new BlockTotals
        {
            Sum = sums.Sum,
            Squares = sums.Squares,
            Max = TFormat.Value(magnitudes.Greatest),
            NaN = LaneMagnitudes<TBits>.Total(nan),
            PositiveInfinity = LaneMagnitudes<TBits>.Total(positive),
            NegativeInfinity = LaneMagnitudes<TBits>.Total(negative),
        };
        totals.NonFinite = totals.NaN + totals.PositiveInfinity + totals.NegativeInfinity;
        totals.Zeros = count - totals.NonFinite - magnitudes.NonZeros;
        return totals;
    }

    // Zeros add nothing to any lane, and they are not counted.
    private static Vector512<TBits> Padded(TBits* first, TBits* end)
    {
        Vector512<TBits> padded = default;
        Unsafe.CopyBlockUnaligned(&padded, first, (uint)((byte*)end - (byte*)first));
        return padded;
    }
}

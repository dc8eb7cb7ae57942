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
    private static BlockTotals ReadOrdinary(TBits* first, int count)
    {
        LaneSums sums = default;
        LaneMagnitudes<TBits> magnitudes = default;
        TBits* end = first + count - count % Width;
        AddOrdinary(first, end, ref sums, ref magnitudes);
        if (count % Width > 0)
        {
            Vector512<TBits> last = Padded(end, count % Width);
            AddOrdinary((TBits*)&last, (TBits*)&last + Width, ref sums, ref magnitudes);
        }
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
    private static BlockTotals ReadFinite(TBits* first, int count, double factor)
    {
        LaneSums sums = default;
        LaneMagnitudes<TBits> magnitudes = default;
        LaneNonFinites<TBits> nonFinites = default;
        TBits* end = first + count - count % Width;
        AddFinite(first, end, factor, ref sums, ref magnitudes, ref nonFinites);
        if (count % Width > 0)
        {
            Vector512<TBits> last = Padded(end, count % Width);
            AddFinite((TBits*)&last, (TBits*)&last + Width, factor, ref sums, ref magnitudes, ref nonFinites);
        }
        var totals = new BlockTotals
        {
            Sum = sums.Sum,
            Squares = sums.Squares,
            Max = TFormat.Value(magnitudes.Greatest),
            NaN = Lanes.Total(nonFinites.NaN),
            PositiveInfinity = Lanes.Total(nonFinites.Positive),
            NegativeInfinity = Lanes.Total(nonFinites.Negative),
        };
        totals.NonFinite = totals.NaN + totals.PositiveInfinity + totals.NegativeInfinity;
        totals.Zeros = count - totals.NonFinite - magnitudes.NonZeros;
        return totals;
    }

    // A method of its own without a call in it: the sums of all lanes stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddOrdinary(TBits* first, TBits* end, ref LaneSums sums, ref LaneMagnitudes<TBits> magnitudes)
    {
        LaneSums addedSums = sums;
        LaneMagnitudes<TBits> addedMagnitudes = magnitudes;
        Vector512<TBits> mask = Vector512.Create(TFormat.MagnitudeMask);
        for (; first < end; first += Width)
        {
            Vector512<TBits> bits = Vector512.Load(first);
            addedMagnitudes.Add(bits & mask);
            TFormat.Add(ref addedSums, bits, 1);
        }
        sums = addedSums;
        magnitudes = addedMagnitudes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void AddFinite(
        TBits* first, TBits* end, double factor, ref LaneSums sums, ref LaneMagnitudes<TBits> magnitudes, ref LaneNonFinites<TBits> nonFinites)
    {
        LaneSums addedSums = sums;
        LaneMagnitudes<TBits> addedMagnitudes = magnitudes;
        Vector512<TBits> mask = Vector512.Create(TFormat.MagnitudeMask), infinity = Vector512.Create(TFormat.Infinity);
        for (; first < end; first += Width)
        {
            Vector512<TBits> bits = Vector512.Load(first);
            Vector512<TBits> finite = Vector512.LessThan(bits & mask, infinity);
            if (finite != Vector512<TBits>.AllBitsSet)
                nonFinites.Add(bits, mask, infinity);
            bits &= finite;
            addedMagnitudes.Add(bits & mask);
            TFormat.Add(ref addedSums, bits, factor);
        }
        sums = addedSums;
        magnitudes = addedMagnitudes;
    }

    // Zeros add nothing to any lane, and they are not counted.
    private static Vector512<TBits> Padded(TBits* first, int count)
    {
        Vector512<TBits> padded = default;
        Unsafe.CopyBlockUnaligned(&padded, first, (uint)(count * sizeof(TBits)));
        return padded;
    }
}

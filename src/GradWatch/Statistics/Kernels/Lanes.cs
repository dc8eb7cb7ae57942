using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GradWatch.Statistics.Kernels;

/// <summary>Results over the lanes of a vector of integers, at the end of a block; lanes of float as lanes of double.</summary>
internal static class Lanes
{
    public static TBits Greatest<TBits>(Vector512<TBits> lanes)
        where TBits : IBinaryInteger<TBits>
    {
        TBits greatest = TBits.Zero;
        for (int i = 0; i < Vector512<TBits>.Count; i++)
            greatest = TBits.Max(greatest, lanes[i]);
        return greatest;
    }

    /// <summary>The sum of the lanes, which their own type might not hold.</summary>
    public static long Total<TBits>(Vector512<TBits> lanes)
        where TBits : IBinaryInteger<TBits>
    {
        long total = 0;
        for (int i = 0; i < Vector512<TBits>.Count; i++)
            total += long.CreateTruncating(lanes[i]);
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Widen(Vector256<float> values)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Double(values);
        if (Avx.IsSupported)
            return Vector512.Create(Avx.ConvertToVector256Double(values.GetLower()), Avx.ConvertToVector256Double(values.GetUpper()));
        return Vector512.Create(Vector256.WidenLower(values), Vector256.WidenUpper(values));
    }

    /// <summary>Stores the differences of two vectors of floats as doubles, where rounding hardly ever touches them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StoreDifferences(Vector512<float> values, Vector512<float> references, double* to)
    {
        (Widen(values.GetLower()) - Widen(references.GetLower())).Store(to);
        (Widen(values.GetUpper()) - Widen(references.GetUpper())).Store(to + Vector512<double>.Count);
    }
}

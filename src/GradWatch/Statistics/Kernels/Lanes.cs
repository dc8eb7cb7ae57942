using System.Numerics;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Results over the lanes of a vector of integers, at the end of a block.</summary>
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
}

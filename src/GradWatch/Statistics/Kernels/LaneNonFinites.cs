using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>How many elements are NaN and infinite, a lane each place of a vector.</summary>
internal struct LaneNonFinites<TBits>
{
    public Vector512<TBits> NaN { get; private set; }

    public Vector512<TBits> Positive { get; private set; }

    public Vector512<TBits> Negative { get; private set; }

    // A comparison that holds gives −1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<TBits> bits, Vector512<TBits> magnitudeMask, Vector512<TBits> infinity)
    {
        NaN -= Vector512.GreaterThan(bits & magnitudeMask, infinity);
        Positive -= Vector512.Equals(bits, infinity);
        Negative -= Vector512.Equals(bits, infinity | ~magnitudeMask);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>The greatest magnitude and the number of those above zero, a lane each place of a vector.</summary>
internal struct LaneMagnitudes<TBits>
    where TBits : unmanaged, IBinaryInteger<TBits>
{
    private Vector512<TBits> _greatest;
    private Vector512<TBits> _nonZeros;

    public readonly TBits Greatest => Lanes.Greatest(_greatest);

    public readonly long NonZeros => Lanes.Total(_nonZeros);

    // The lesser of a magnitude and 1 counts it unless it is zero: cheaper than a comparison.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<TBits> magnitudes)
    {
        _greatest = Vector512.Max(_greatest, magnitudes);
        _nonZeros += Vector512.Min(magnitudes, Vector512<TBits>.One);
    }
}

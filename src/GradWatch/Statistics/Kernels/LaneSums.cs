using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Sixteen running sums and sums of squares in double: as many on every machine, so that every machine rounds alike.</summary>
/// <remarks>
/// Multiplications and additions stay apart: fused, they would round differently where the hardware fuses. A machine with
/// narrower vectors works on the same lanes in parts.
/// </remarks>
internal struct LaneSums
{
    private Vector512<double> _lowerSum;
    private Vector512<double> _upperSum;
    private Vector512<double> _lowerSquares;
    private Vector512<double> _upperSquares;

    public readonly double Sum => Fold(_lowerSum + _upperSum);

    public readonly double Squares => Fold(_lowerSquares + _upperSquares);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> values)
    {
        Vector512<double> lower = Lanes.Widen(values.GetLower());
        Vector512<double> upper = Lanes.Widen(values.GetUpper());
        _lowerSum += lower;
        _upperSum += upper;
        _lowerSquares += lower * lower;
        _upperSquares += upper * upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<double> values)
    {
        _lowerSum += values;
        _lowerSquares += values * values;
    }

    // Vector512.Sum leaves the order to the runtime.
    private static double Fold(Vector512<double> lanes)
    {
        Vector256<double> four = lanes.GetLower() + lanes.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }
}

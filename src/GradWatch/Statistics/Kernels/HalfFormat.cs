using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>IEEE half precision: elements at even places are widened first, then those at odd ones.</summary>
internal readonly unsafe struct HalfFormat : IElementFormat<short>
{
    // What takes the exponent bits, moved to their place in a float, from half's bias of 15 to 127.
    private const int Rebias = (127 - 15) << 23;
    private const int FirstNormal = 0x0400;
    private const float SmallestHalf = 5.9604645e-8f; // 2^-24

    public static short MagnitudeMask => 0x7FFF;

    public static short Infinity => 0x7C00;

    public static double Value(short magnitude) => (double)BitConverter.Int16BitsToHalf(magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref LaneSums sums, Vector512<short> bits, double factor)
    {
        sums.Add(Widen(bits.AsInt32()));
        sums.Add(Widen(bits.AsInt32() >> 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreDifferences(Vector512<short> values, Vector512<short> references, double* to)
    {
        Lanes.StoreDifferences(WidenAny(values.AsInt32()), WidenAny(references.AsInt32()), to);
        Lanes.StoreDifferences(WidenAny(values.AsInt32() >> 16), WidenAny(references.AsInt32() >> 16), to + Vector512<float>.Count);
    }

    // Finite or not: where all exponent bits are set in a half, all are set in the float.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> WidenAny(Vector512<int> lowerHalves)
    {
        Vector512<int> magnitude = lowerHalves & Vector512.Create((int)MagnitudeMask);
        Vector512<int> isNonFinite = Vector512.GreaterThanOrEqual(magnitude, Vector512.Create((int)Infinity));
        return Widen(lowerHalves) | (isNonFinite & Vector512.Create(FloatFormat.Infinity)).AsSingle();
    }

    // Gradients in half precision are full of denormals, and multiplying denormal floats is slow on much hardware: theirs are
    // converted as the integers they are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Widen(Vector512<int> lowerHalves)
    {
        Vector512<int> magnitude = lowerHalves & Vector512.Create((int)MagnitudeMask);
        Vector512<float> normal = ((magnitude << 13) + Vector512.Create(Rebias)).AsSingle();
        Vector512<float> denormal = Vector512.ConvertToSingle(magnitude) * SmallestHalf;
        Vector512<float> isDenormal = Vector512.LessThan(magnitude, Vector512.Create(FirstNormal)).AsSingle();
        Vector512<int> sign = (lowerHalves << 16) & Vector512.Create(int.MinValue);
        return Vector512.ConditionalSelect(isDenormal, denormal, normal) | sign.AsSingle();
    }
}

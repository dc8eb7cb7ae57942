using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>bfloat16, the upper half of a float: elements at even places are widened first, then those at odd ones.</summary>
internal readonly unsafe struct BFloat16Format : IElementFormat<short>
{
    public static short MagnitudeMask => 0x7FFF;

    public static short Infinity => 0x7F80;

    public static double Value(short magnitude) => BitConverter.Int32BitsToSingle(magnitude << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref LaneSums sums, Vector512<short> bits, double factor)
    {
        sums.Add(Even(bits));
        sums.Add(Odd(bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreDifferences(Vector512<short> values, Vector512<short> references, double* to)
    {
        Lanes.StoreDifferences(Even(values), Even(references), to);
        Lanes.StoreDifferences(Odd(values), Odd(references), to + Vector512<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Even(Vector512<short> bits) => (bits.AsInt32() << 16).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Odd(Vector512<short> bits) =>
        (bits.AsInt32() & Vector512.Create(unchecked((int)0xFFFF0000))).AsSingle();
}

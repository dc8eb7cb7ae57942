using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Double precision: the one format whose squares can leave the range of a double.</summary>
internal readonly unsafe struct DoubleFormat : IElementFormat<long>
{
    public static long MagnitudeMask => long.MaxValue;

    public static long Infinity => 0x7FF0000000000000;

    public static double Value(long magnitude) => BitConverter.Int64BitsToDouble(magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref LaneSums sums, Vector512<long> bits, double factor) => sums.Add(bits.AsDouble() * factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreDifferences(Vector512<long> values, Vector512<long> references, double* to) =>
        (values.AsDouble() - references.AsDouble()).Store(to);
}

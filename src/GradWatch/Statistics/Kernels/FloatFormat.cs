using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Statistics.Kernels;

/// <summary>Single precision. Squares are exact in double and cannot leave its range: there is no factor to apply.</summary>
internal readonly unsafe struct FloatFormat : IElementFormat<int>
{
    public static int MagnitudeMask => 0x7FFFFFFF;

    public static int Infinity => 0x7F800000;

    public static double Value(int magnitude) => BitConverter.Int32BitsToSingle(magnitude);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref LaneSums sums, Vector512<int> bits, double factor) => sums.Add(bits.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreDifferences(Vector512<int> values, Vector512<int> references, double* to) =>
        Lanes.StoreDifferences(values.AsSingle(), references.AsSingle(), to);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GradWatch.Benchmarks.Statistics;

/// <summary>The least that reading memory costs: a sum of what lies there, in four vectors. The bound for anything that looks at each element.</summary>
internal static class BareRead
{
    private const int Part = 1 << 20;

    /// <summary>In parts, as many of them at once as there are threads.</summary>
    public static unsafe double Sum(ReadOnlySpan<float> values, int threads)
    {
        if (threads == 1)
            return Sum(values);
        fixed (float* first = values)
        {
            float* start = first;
            int length = values.Length;
            double[] sums = new double[(length + Part - 1) / Part];
            Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
                sums[part] = Sum(new ReadOnlySpan<float>(start + part * Part, Math.Min(Part, length - part * Part))));
            return sums.Sum();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector512<float> a = default, b = default, c = default, d = default;
        for (nuint i = 0; i + 64 <= (nuint)values.Length; i += 64)
        {
            a += Vector512.LoadUnsafe(ref first, i);
            b += Vector512.LoadUnsafe(ref first, i + 16);
            c += Vector512.LoadUnsafe(ref first, i + 32);
            d += Vector512.LoadUnsafe(ref first, i + 48);
        }
        return Vector512.Sum(a + b + c + d);
    }
}

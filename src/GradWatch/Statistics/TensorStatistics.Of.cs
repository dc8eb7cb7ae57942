using GradWatch.Statistics.Kernels;

namespace GradWatch.Statistics;

public readonly unsafe partial record struct TensorStatistics
{
    /// <summary>Reads a tensor once.</summary>
    /// <param name="values">The elements, in any order that stays the same; an empty span gives the default value.</param>
    /// <param name="threads">How many threads read at most; the result has the same bits for every number.</param>
    public static TensorStatistics Of(ReadOnlySpan<float> values, int threads = 1)
    {
        fixed (float* first = values)
            return Of(first, values.Length, threads);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{float}, int)"/>
    public static TensorStatistics Of(ReadOnlySpan<double> values, int threads = 1)
    {
        fixed (double* first = values)
            return Of(first, values.Length, threads);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{float}, int)"/>
    public static TensorStatistics Of(ReadOnlySpan<Half> values, int threads = 1)
    {
        fixed (Half* first = values)
            return Of(first, values.Length, threads);
    }

    /// <summary>Reads a tensor of bfloat16 once: each element the upper 16 bits of a float.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{float}, int)"/>
    public static TensorStatistics OfBFloat16(ReadOnlySpan<ushort> values, int threads = 1)
    {
        fixed (ushort* first = values)
            return OfBFloat16(first, values.Length, threads);
    }

    /// <summary>Reads a tensor in native or mapped memory once.</summary>
    /// <param name="values">The first element, at any alignment; the memory must stay while it is read. Null if there is none.</param>
    /// <param name="count">How many elements: more than a span can hold, too.</param>
    /// <param name="threads">How many threads read at most; the result has the same bits for every number.</param>
    public static TensorStatistics Of(float* values, long count, int threads = 1) =>
        BlockPartition<int, FloatFormat>.Read((int*)values, count, threads);

    /// <inheritdoc cref="Of(float*, long, int)"/>
    public static TensorStatistics Of(double* values, long count, int threads = 1) =>
        BlockPartition<long, DoubleFormat>.Read((long*)values, count, threads);

    /// <inheritdoc cref="Of(float*, long, int)"/>
    public static TensorStatistics Of(Half* values, long count, int threads = 1) =>
        BlockPartition<short, HalfFormat>.Read((short*)values, count, threads);

    /// <summary>Reads a tensor of bfloat16 in native or mapped memory once.</summary>
    /// <inheritdoc cref="Of(float*, long, int)"/>
    public static TensorStatistics OfBFloat16(ushort* values, long count, int threads = 1) =>
        BlockPartition<short, BFloat16Format>.Read((short*)values, count, threads);
}

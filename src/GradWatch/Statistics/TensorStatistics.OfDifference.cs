using GradWatch.Statistics.Kernels;

namespace GradWatch.Statistics;

public readonly unsafe partial record struct TensorStatistics
{
    /// <summary>Reads two tensors side by side, once: the statistics of <paramref name="values"/> − <paramref name="references"/>.</summary>
    /// <remarks>Each difference is taken in double. It is NaN where either element is, and where both are the same infinity.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static TensorStatistics OfDifference(ReadOnlySpan<float> values, ReadOnlySpan<float> references)
    {
        SameLength(values.Length, references.Length);
        fixed (float* first = values, reference = references)
            return OfDifference(first, reference, values.Length);
    }

    /// <inheritdoc cref="OfDifference(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static TensorStatistics OfDifference(ReadOnlySpan<double> values, ReadOnlySpan<double> references)
    {
        SameLength(values.Length, references.Length);
        fixed (double* first = values, reference = references)
            return OfDifference(first, reference, values.Length);
    }

    /// <inheritdoc cref="OfDifference(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static TensorStatistics OfDifference(ReadOnlySpan<Half> values, ReadOnlySpan<Half> references)
    {
        SameLength(values.Length, references.Length);
        fixed (Half* first = values, reference = references)
            return OfDifference(first, reference, values.Length);
    }

    /// <summary>The same of two tensors of bfloat16: each element the upper 16 bits of a float.</summary>
    /// <inheritdoc cref="OfDifference(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public static TensorStatistics OfDifferenceBFloat16(ReadOnlySpan<ushort> values, ReadOnlySpan<ushort> references)
    {
        SameLength(values.Length, references.Length);
        fixed (ushort* first = values, reference = references)
            return OfDifferenceBFloat16(first, reference, values.Length);
    }

    /// <summary>Reads two tensors in native or mapped memory side by side, once.</summary>
    /// <param name="values">The first element, at any alignment; the memory must stay while it is read. Null if there is none.</param>
    /// <param name="references">The first element of what is subtracted.</param>
    /// <param name="count">How many elements both have.</param>
    public static TensorStatistics OfDifference(float* values, float* references, long count) =>
        DifferenceReader<int, FloatFormat>.Read((int*)values, (int*)references, count);

    /// <inheritdoc cref="OfDifference(float*, float*, long)"/>
    public static TensorStatistics OfDifference(double* values, double* references, long count) =>
        DifferenceReader<long, DoubleFormat>.Read((long*)values, (long*)references, count);

    /// <inheritdoc cref="OfDifference(float*, float*, long)"/>
    public static TensorStatistics OfDifference(Half* values, Half* references, long count) =>
        DifferenceReader<short, HalfFormat>.Read((short*)values, (short*)references, count);

    /// <summary>The same of two tensors of bfloat16.</summary>
    /// <inheritdoc cref="OfDifference(float*, float*, long)"/>
    public static TensorStatistics OfDifferenceBFloat16(ushort* values, ushort* references, long count) =>
        DifferenceReader<short, BFloat16Format>.Read((short*)values, (short*)references, count);

    private static void SameLength(int values, int references)
    {
        if (values != references)
            throw new ArgumentException($"The tensors differ in length: {values} and {references}.");
    }
}

using System.Numerics;

namespace GradWatch.Statistics;

/// <summary>How many elements of a tensor lie in each octave [2^e, 2^(e+1)) of magnitude: how near they are to a format's limits.</summary>
/// <remarks>
/// Zeros, NaN and infinities lie in none; denormals lie where their value does. <c>a + b</c> is the histogram of both tensors
/// together, exactly. Immutable, safe from several threads. About a nanosecond an element, in a pass of its own.
/// </remarks>
public sealed class ExponentHistogram : IAdditionOperators<ExponentHistogram, ExponentHistogram, ExponentHistogram>
{
    /// <summary>The exponent of the smallest double.</summary>
    public const int Lowest = -1074;

    /// <summary>The exponent of the greatest double.</summary>
    public const int Highest = 1023;

    private const int LowestNormal = -1022;
    private const int FieldOfNonFinite = 0x7FF;
    private readonly long[] _counts = new long[Highest - Lowest + 1];

    private ExponentHistogram()
    {
    }

    /// <summary>How many elements have a magnitude of at least 2^exponent and below twice that.</summary>
    /// <param name="exponent">Any number: outside <see cref="Lowest"/> … <see cref="Highest"/> there are none.</param>
    public long this[int exponent] => exponent is < Lowest or > Highest ? 0 : _counts[exponent - Lowest];

    /// <summary>How many elements are finite and not zero.</summary>
    public long Count => _counts.Sum();

    /// <summary>How many elements have a magnitude below 2^exponent and are not zero.</summary>
    public long Below(int exponent)
    {
        long count = 0;
        foreach (long octave in _counts.AsSpan(0, Math.Clamp(exponent - Lowest, 0, _counts.Length)))
            count += octave;
        return count;
    }

    /// <summary>Reads a tensor once. An empty span gives a histogram without counts.</summary>
    public static ExponentHistogram Of(ReadOnlySpan<float> values)
    {
        var histogram = new ExponentHistogram();
        foreach (float value in values)
            histogram.Add(value);
        return histogram;
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{float})"/>
    public static ExponentHistogram Of(ReadOnlySpan<double> values)
    {
        var histogram = new ExponentHistogram();
        foreach (double value in values)
            histogram.Add(value);
        return histogram;
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{float})"/>
    public static ExponentHistogram Of(ReadOnlySpan<Half> values)
    {
        var histogram = new ExponentHistogram();
        foreach (Half value in values)
            histogram.Add((double)value);
        return histogram;
    }

    /// <summary>Reads a tensor of bfloat16 once: each element the upper 16 bits of a float.</summary>
    public static ExponentHistogram OfBFloat16(ReadOnlySpan<ushort> values)
    {
        var histogram = new ExponentHistogram();
        foreach (ushort value in values)
            histogram.Add(BitConverter.UInt32BitsToSingle((uint)value << 16));
        return histogram;
    }

    /// <summary>The histogram of both tensors together.</summary>
    public static ExponentHistogram operator +(ExponentHistogram left, ExponentHistogram right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var both = new ExponentHistogram();
        for (int i = 0; i < both._counts.Length; i++)
            both._counts[i] = left._counts[i] + right._counts[i];
        return both;
    }

    // What is denormal in the other formats is normal in double.
    private void Add(double value)
    {
        ulong magnitude = BitConverter.DoubleToUInt64Bits(value) & long.MaxValue;
        int field = (int)(magnitude >> 52);
        if (field == FieldOfNonFinite || magnitude == 0)
            return;
        int exponent = field > 0 ? LowestNormal - 1 + field : Lowest + BitOperations.Log2(magnitude);
        _counts[exponent - Lowest]++;
    }
}

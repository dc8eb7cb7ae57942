namespace GradWatch.Logs.Checkpoints;

/// <summary>Values of the types of at most 8 bits, worked out once from their definitions.</summary>
/// <remarks>OCP 8-bit Floating Point (2023) and OCP Microscaling Formats (2023); the FNUZ ones after Noune et al. 2022.</remarks>
internal static class SmallFloats
{
    internal static readonly float[] F4 = Table(4, 1, 1, Special.None);
    internal static readonly float[] F6E2M3 = Table(6, 3, 1, Special.None);
    internal static readonly float[] F6E3M2 = Table(6, 2, 3, Special.None);

    private static readonly float[] E4M3 = Table(8, 3, 7, Special.LastIsNaN);
    private static readonly float[] E5M2 = Table(8, 2, 15, Special.Ieee);
    private static readonly float[] E4M3Fnuz = Table(8, 3, 8, Special.NegativeZeroIsNaN);
    private static readonly float[] E5M2Fnuz = Table(8, 2, 16, Special.NegativeZeroIsNaN);
    private static readonly float[] E8M0 = [.. Enumerable.Range(0, 256).Select(code => code == 255 ? float.NaN : MathF.ScaleB(1, code - 127))];
    private static readonly float[] Signed = [.. Enumerable.Range(0, 256).Select(code => (float)(sbyte)code)];
    private static readonly float[] Unsigned = [.. Enumerable.Range(0, 256).Select(code => (float)code)];
    private static readonly float[] Truth = [.. Enumerable.Range(0, 256).Select(code => code == 0 ? 0f : 1f)];

    private enum Special
    {
        None,
        Ieee,
        LastIsNaN,
        NegativeZeroIsNaN,
    }

    /// <summary>The value of each byte.</summary>
    internal static float[] OfByte(ElementType type) => type switch
    {
        ElementType.Bool => Truth,
        ElementType.U8 => Unsigned,
        ElementType.I8 => Signed,
        ElementType.F8E4M3 => E4M3,
        ElementType.F8E5M2 => E5M2,
        ElementType.F8E8M0 => E8M0,
        ElementType.F8E4M3Fnuz => E4M3Fnuz,
        ElementType.F8E5M2Fnuz => E5M2Fnuz,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a byte"),
    };

    /// <summary>Six-bit codes, four in three bytes: the first in the lowest bits of the first byte.</summary>
    internal static void Unpack(ReadOnlySpan<byte> bytes, float[] values, Span<float> into)
    {
        for (int i = 0; i < into.Length; i++)
        {
            int bit = i * 6;
            int word = bytes[bit >> 3] | (bit % 8 > 2 ? bytes[(bit >> 3) + 1] << 8 : 0);
            into[i] = values[(word >> (bit & 7)) & 0x3f];
        }
    }

    private static float[] Table(int bits, int mantissaBits, int bias, Special special)
    {
        float[] values = new float[1 << bits];
        int half = values.Length / 2;
        int exponents = half >> mantissaBits;
        for (int code = 0; code < half; code++)
        {
            int exponent = code >> mantissaBits;
            float mantissa = (float)(code & ((1 << mantissaBits) - 1)) / (1 << mantissaBits);
            float value = exponent == 0 ? MathF.ScaleB(mantissa, 1 - bias) : MathF.ScaleB(1 + mantissa, exponent - bias);
            if (special == Special.Ieee && exponent == exponents - 1)
                value = mantissa == 0 ? float.PositiveInfinity : float.NaN;
            if (special == Special.LastIsNaN && code == half - 1)
                value = float.NaN;
            values[code] = value;
            values[code + half] = -value;
        }
        if (special == Special.NegativeZeroIsNaN)
            values[half] = float.NaN;
        return values;
    }
}

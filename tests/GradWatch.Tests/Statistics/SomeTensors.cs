using CsCheck;

namespace GradWatch.Tests.Statistics;

/// <summary>Elements of every kind: any bits, ordinary values, and those at the limits of a format.</summary>
internal static class SomeTensors
{
    public static readonly Gen<float> Floats = Gen.OneOf(
        Gen.UInt.Select(BitConverter.UInt32BitsToSingle),
        Gen.Float[-2, 2],
        Gen.OneOf(0f, -0f, 1e-38f, -1e-45f, float.MaxValue, float.MinValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity));

    public static readonly Gen<double> Doubles = Gen.OneOf(
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble),
        Gen.Double[-2, 2],
        Gen.OneOf(0.0, -0.0, 1e300, -1e-300, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity));

    /// <summary>The bits of halves or of bfloat16s.</summary>
    public static readonly Gen<ushort> Halves = Gen.OneOf(
        Gen.UShort,
        Gen.UShort[0, 0x7BFF],
        Gen.OneOf<ushort>(0, 0x8000, 1, 0x7BFF, 0x7C00, 0xFC00, 0x7E00, 0x7F80, 0xFF80));

    public static double Widened(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>A tensor of ordinary gradients, about N(0, 1) and the same on every machine: no function of a mathematical library made it.</summary>
    public static float[] Ordinary(int length, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * 1.7320508f;
        return values;
    }
}

using System.Runtime.InteropServices;
using GradWatch.Logs.Checkpoints;
using Xunit;

namespace GradWatch.Logs.Tests.Checkpoints;

public sealed class ElementDecoderTests
{
    /// <summary>Codes whose values the definitions of the types state: greatest, least normal, least denormal, specials.</summary>
    [Theory]
    [InlineData(ElementType.F8E4M3, 0x7e, 448f)]
    [InlineData(ElementType.F8E4M3, 0x08, 0.015625f)]
    [InlineData(ElementType.F8E4M3, 0x01, 0.001953125f)]
    [InlineData(ElementType.F8E4M3, 0x7f, float.NaN)]
    [InlineData(ElementType.F8E4M3, 0xff, float.NaN)]
    [InlineData(ElementType.F8E5M2, 0x7b, 57344f)]
    [InlineData(ElementType.F8E5M2, 0x7c, float.PositiveInfinity)]
    [InlineData(ElementType.F8E5M2, 0xfc, float.NegativeInfinity)]
    [InlineData(ElementType.F8E5M2, 0x7d, float.NaN)]
    [InlineData(ElementType.F8E5M2, 0x01, 1.52587890625e-5f)]
    [InlineData(ElementType.F8E4M3Fnuz, 0x7f, 240f)]
    [InlineData(ElementType.F8E4M3Fnuz, 0x80, float.NaN)]
    [InlineData(ElementType.F8E4M3Fnuz, 0x01, 0.0009765625f)]
    [InlineData(ElementType.F8E5M2Fnuz, 0x7f, 57344f)]
    [InlineData(ElementType.F8E5M2Fnuz, 0x80, float.NaN)]
    [InlineData(ElementType.F8E5M2Fnuz, 0x01, 7.62939453125e-6f)]
    [InlineData(ElementType.F8E8M0, 127, 1f)]
    [InlineData(ElementType.F8E8M0, 0, 5.877471754111438e-39f)]
    [InlineData(ElementType.F8E8M0, 254, 1.7014118346046923e38f)]
    [InlineData(ElementType.F8E8M0, 255, float.NaN)]
    [InlineData(ElementType.Bool, 1, 1f)]
    [InlineData(ElementType.I8, 0x80, -128f)]
    [InlineData(ElementType.U8, 0xff, 255f)]
    public void A_byte_has_the_value_its_type_defines(ElementType type, int code, float value)
    {
        float[] read = new float[1];
        ElementDecoder.Decode(type, [(byte)code], read);
        Assert.Equal(value, read[0]);
    }

    [Fact]
    public void Four_bit_elements_stand_two_in_a_byte_the_lower_half_first()
    {
        float[] read = new float[16];
        ElementDecoder.Decode(ElementType.F4, [0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe], read);
        Assert.Equal([0f, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0f, -0.5f, -1, -1.5f, -2, -3, -4, -6], read);
    }

    [Theory]
    [InlineData(ElementType.F6E2M3, 7.5f, 0.125f)]
    [InlineData(ElementType.F6E3M2, 28f, 0.0625f)]
    public void Six_bit_elements_stand_four_in_three_bytes(ElementType type, float greatest, float least)
    {
        // 011111, 000001, 111111, 000000 from the lowest bit on.
        int bits = 0b011111 | 0b000001 << 6 | 0b111111 << 12;
        float[] read = new float[4];
        ElementDecoder.Decode(type, [(byte)bits, (byte)(bits >> 8), (byte)(bits >> 16)], read);
        Assert.Equal([greatest, least, -greatest, 0f], read);
    }

    [Fact]
    public void Every_half_and_every_bfloat16_is_read_exactly()
    {
        ushort[] codes = [.. Enumerable.Range(0, 65536).Select(code => (ushort)code)];
        float[] halves = new float[65536], brains = new float[65536];
        ElementDecoder.Decode(ElementType.F16, MemoryMarshal.AsBytes(codes.AsSpan()), halves);
        ElementDecoder.Decode(ElementType.BF16, MemoryMarshal.AsBytes(codes.AsSpan()), brains);
        Assert.Equal(codes.Select(code => (float)BitConverter.UInt16BitsToHalf(code)), halves);
        Assert.Equal(codes.Select(code => BitConverter.UInt32BitsToSingle((uint)code << 16)), brains);
    }

    [Fact]
    public void Integers_beyond_24_bits_keep_their_value()
    {
        double[] read = new double[1];
        ElementDecoder.Decode(ElementType.I64, BitConverter.GetBytes(-(1L << 52) - 1), read);
        Assert.Equal(-(1L << 52) - 1d, read[0]);
        ElementDecoder.Decode(ElementType.U64, BitConverter.GetBytes(ulong.MaxValue), read);
        Assert.Equal(18446744073709551616d, read[0]);
        ElementDecoder.Decode(ElementType.U32, BitConverter.GetBytes(uint.MaxValue), read);
        Assert.Equal(4294967295d, read[0]);
    }
}

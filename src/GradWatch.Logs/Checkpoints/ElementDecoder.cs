using System.Numerics;
using System.Runtime.InteropServices;

namespace GradWatch.Logs.Checkpoints;

/// <summary>Bytes of a tensor as numbers. All types are little endian; the bytes may stand at any alignment.</summary>
internal static class ElementDecoder
{
    private const float HalfScale = 5.192296858534828e33f; // 2^112

    /// <summary>Elements of a type that floats hold exactly. There are as many bytes as the elements take.</summary>
    internal static void Decode(ElementType type, ReadOnlySpan<byte> bytes, Span<float> into)
    {
        switch (type)
        {
            case ElementType.F32:
                bytes.CopyTo(MemoryMarshal.AsBytes(into));
                break;
            case ElementType.BF16:
                OfBFloat16(MemoryMarshal.Cast<byte, ushort>(bytes), into);
                break;
            case ElementType.F16:
                OfHalf(MemoryMarshal.Cast<byte, ushort>(bytes), into);
                break;
            case ElementType.I16:
                Convert<short, float>(bytes, into);
                break;
            case ElementType.U16:
                Convert<ushort, float>(bytes, into);
                break;
            case ElementType.F4:
                for (int i = 0; i < into.Length; i++)
                    into[i] = SmallFloats.F4[(bytes[i >> 1] >> ((i & 1) * 4)) & 0xf];
                break;
            case ElementType.F6E2M3 or ElementType.F6E3M2:
                SmallFloats.Unpack(bytes, type == ElementType.F6E2M3 ? SmallFloats.F6E2M3 : SmallFloats.F6E3M2, into);
                break;
            default:
                float[] values = SmallFloats.OfByte(type);
                for (int i = 0; i < into.Length; i++)
                    into[i] = values[bytes[i]];
                break;
        }
    }

    /// <summary>Elements of a type that needs doubles.</summary>
    internal static void Decode(ElementType type, ReadOnlySpan<byte> bytes, Span<double> into)
    {
        switch (type)
        {
            case ElementType.F64:
                bytes.CopyTo(MemoryMarshal.AsBytes(into));
                break;
            case ElementType.I32:
                Convert<int, double>(bytes, into);
                break;
            case ElementType.U32:
                Convert<uint, double>(bytes, into);
                break;
            case ElementType.I64:
                Convert<long, double>(bytes, into);
                break;
            case ElementType.U64:
                Convert<ulong, double>(bytes, into);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "floats hold it");
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<byte> bytes, Span<TTo> into)
        where TFrom : unmanaged, INumberBase<TFrom> where TTo : INumberBase<TTo>
    {
        ReadOnlySpan<TFrom> values = MemoryMarshal.Cast<byte, TFrom>(bytes);
        for (int i = 0; i < into.Length; i++)
            into[i] = TTo.CreateTruncating(values[i]);
    }

    private static void OfBFloat16(ReadOnlySpan<ushort> values, Span<float> into)
    {
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(into);
        int i = 0;
        for (; i <= values.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(values[i..]), out Vector<uint> low, out Vector<uint> high);
            (low << 16).CopyTo(bits[i..]);
            (high << 16).CopyTo(bits[(i + Vector<uint>.Count)..]);
        }
        for (; i < values.Length; i++)
            bits[i] = (uint)values[i] << 16;
    }

    private static void OfHalf(ReadOnlySpan<ushort> values, Span<float> into)
    {
        int i = 0;
        for (; i <= values.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(values[i..]), out Vector<uint> low, out Vector<uint> high);
            OfHalf(low).CopyTo(into[i..]);
            OfHalf(high).CopyTo(into[(i + Vector<uint>.Count)..]);
        }
        for (; i < values.Length; i++)
            into[i] = (float)BitConverter.UInt16BitsToHalf(values[i]);
    }

    // Exponent and mantissa moved to their places in a float are 2^112 times too small, denormals too; what was all ones stays so.
    private static Vector<float> OfHalf(Vector<uint> half)
    {
        Vector<uint> magnitude = (half & new Vector<uint>(0x7fff)) << 13;
        Vector<uint> scaled = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) * new Vector<float>(HalfScale));
        Vector<uint> special = Vector.GreaterThanOrEqual(magnitude, new Vector<uint>(0x7c00u << 13));
        Vector<uint> result = Vector.ConditionalSelect(special, magnitude | new Vector<uint>(0x7f800000), scaled);
        return Vector.AsVectorSingle(result | ((half & new Vector<uint>(0x8000)) << 16));
    }
}

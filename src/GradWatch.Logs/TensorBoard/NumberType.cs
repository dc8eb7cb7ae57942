using System.Buffers.Binary;

namespace GradWatch.Logs.TensorBoard;

/// <summary>The number types of TensorFlow, by their number in its <c>DataType</c>: what their bits mean and where they are
/// kept.</summary>
internal static class NumberType
{
    public const int Float = 1;
    public const int Double = 2;
    private const int Int32 = 3;
    private const int UInt8 = 4;
    private const int Int16 = 5;
    private const int Int8 = 6;
    private const int Int64 = 9;
    private const int Bool = 10;
    private const int BFloat16 = 14;
    private const int UInt16 = 17;
    private const int Half = 19;
    private const int UInt32 = 22;
    private const int UInt64 = 23;

    /// <summary>Bytes of an element; 0 for types that are not real numbers (strings, complex, resources).</summary>
    public static int Size(int type) => type switch
    {
        UInt8 or Int8 or Bool => 1,
        Int16 or UInt16 or BFloat16 or Half => 2,
        Float or Int32 or UInt32 => 4,
        Double or Int64 or UInt64 => 8,
        _ => 0,
    };

    /// <summary>The field of the tensor message that lists elements of a type; 0 when there is none.</summary>
    public static int ListField(int type) => type switch
    {
        Float => 5,
        Double => 6,
        Int32 or Int16 or Int8 or UInt8 or UInt16 => 7,
        Int64 => 10,
        Bool => 11,
        Half or BFloat16 => 13,
        UInt32 => 16,
        UInt64 => 17,
        _ => 0,
    };

    /// <summary>The value of an element stored raw, little endian.</summary>
    public static double Decode(int type, ReadOnlySpan<byte> element) => FromBits(type, element.Length switch
    {
        1 => element[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(element),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(element),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(element),
    });

    /// <summary>The value of the lowest bits, as many as the type has.</summary>
    public static double FromBits(int type, ulong bits) => type switch
    {
        Float => BitConverter.UInt32BitsToSingle((uint)bits),
        Double => BitConverter.UInt64BitsToDouble(bits),
        Int32 => (int)bits,
        UInt8 => (byte)bits,
        Int16 => (short)bits,
        Int8 => (sbyte)bits,
        Int64 => (long)bits,
        Bool => bits != 0 ? 1 : 0,
        BFloat16 => BitConverter.UInt32BitsToSingle((uint)(ushort)bits << 16),
        UInt16 => (ushort)bits,
        Half => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
        UInt32 => (uint)bits,
        UInt64 => bits,
        _ => double.NaN,
    };
}

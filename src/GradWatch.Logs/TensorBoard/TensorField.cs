using System.Buffers.Binary;

namespace GradWatch.Logs.TensorBoard;

/// <summary>A tensor inside an event: a scalar of any number type, or the buckets of a histogram.</summary>
/// <remarks>Writers put the elements either into <c>tensor_content</c>, raw and little endian, or into the list of their
/// type.</remarks>
internal ref struct TensorField
{
    private int _type;
    private int _rank;
    private long _elements;
    private long _lastDimension;
    private ReadOnlySpan<byte> _content;
    private double _first;
    private bool _hasFirst;

    /// <summary>Reads the message; false when it is malformed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out TensorField tensor)
    {
        tensor = new TensorField { _elements = 1 };
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            if (fields.Number == 1)
                tensor._type = (int)fields.Bits;
            else if (fields.Number == 2 && !tensor.ReadShape(fields.Bytes))
                return false;
            else if (fields.Number == 4)
                tensor._content = fields.Bytes;
            else if (fields.Number >= 5)
                tensor.ReadFirst(fields);
        }
        return !fields.IsMalformed;
    }

    /// <summary>The value of a tensor of one element; false for strings, complex numbers and larger tensors.</summary>
    public readonly bool TryGetScalar(out double value)
    {
        value = _first;
        if (_elements != 1)
            return false;
        int size = NumberType.Size(_type);
        if (size > 0 && _content.Length == size)
        {
            value = NumberType.Decode(_type, _content);
            return true;
        }
        return _hasFirst;
    }

    /// <summary>The norms of a TensorFlow 2 histogram: rows of left edge, right edge and count. False for any other
    /// tensor.</summary>
    public readonly bool TryGetNorms(out HistogramNorms norms)
    {
        norms = default;
        if (_type != NumberType.Double || _rank != 2 || _lastDimension != 3 || _content.Length != _elements * sizeof(double))
            return false;
        ReadOnlySpan<byte> rows = _content;
        // Data that are all equal come as one bucket of width 1 around them: without this, a gradient of zeros would have a norm.
        if (_elements == 3 && At(rows, 1) - At(rows, 0) == 1)
        {
            norms = HistogramNorms.OfConstant((At(rows, 0) + At(rows, 1)) / 2, At(rows, 2));
            return true;
        }
        for (; !rows.IsEmpty; rows = rows[(3 * sizeof(double))..])
            norms.Add(At(rows, 0), At(rows, 1), At(rows, 2));
        return true;
    }

    private static double At(ReadOnlySpan<byte> row, int column) =>
        BinaryPrimitives.ReadDoubleLittleEndian(row[(column * sizeof(double))..]);

    private bool ReadShape(ReadOnlySpan<byte> message)
    {
        var dimensions = new ProtoFields(message);
        while (dimensions.Next())
        {
            if (dimensions.Number != 2)
                continue;
            _lastDimension = 0;
            var dimension = new ProtoFields(dimensions.Bytes);
            while (dimension.Next())
            {
                if (dimension.Number == 1)
                    _lastDimension = (long)dimension.Bits;
            }
            if (dimension.IsMalformed)
                return false;
            _rank++;
            _elements = unchecked(_elements * _lastDimension);
        }
        return !dimensions.IsMalformed;
    }

    private void ReadFirst(in ProtoFields list)
    {
        if (_hasFirst || list.Number != NumberType.ListField(_type))
            return;
        ulong bits = list.Bits;
        if (list.IsDelimited)
        {
            ReadOnlySpan<byte> packed = list.Bytes;
            int at = 0;
            int width = _type switch { NumberType.Float => 4, NumberType.Double => 8, _ => 0 };
            if (width > 0 && packed.Length >= width)
                bits = width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(packed)
                    : BinaryPrimitives.ReadUInt64LittleEndian(packed);
            else if (width > 0 || !ProtoFields.TryReadVarint(packed, ref at, out bits))
                return;
        }
        _first = NumberType.FromBits(_type, bits);
        _hasFirst = true;
    }
}

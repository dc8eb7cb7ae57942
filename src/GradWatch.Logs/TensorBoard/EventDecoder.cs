namespace GradWatch.Logs.TensorBoard;

/// <summary>Takes the scalars, and the norms of the histograms, out of an event.</summary>
internal sealed class EventDecoder(KeyTable keys)
{
    private readonly NormKeys _norms = new(keys);
    private bool[] _isOtherTensor = new bool[16];

    /// <summary>When the event was written, in seconds since 1970; 0 when it does not say.</summary>
    public double WallTime { get; private set; }

    /// <summary>Adds the values of an event to a row and sets its step; false when the event is malformed.</summary>
    public bool TryDecode(ReadOnlySpan<byte> message, LogRow row)
    {
        row.Step = 0; // protobuf does not write a zero
        WallTime = 0;
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            if (fields.Number == 1)
                WallTime = fields.AsDouble;
            else if (fields.Number == 2)
                row.Step = (long)fields.Bits;
            else if (fields.Number == 5 && !TryDecodeSummary(fields.Bytes, row))
                return false;
        }
        return !fields.IsMalformed;
    }

    private bool TryDecodeSummary(ReadOnlySpan<byte> message, LogRow row)
    {
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            if (fields.Number == 1 && !TryDecodeValue(fields.Bytes, row))
                return false;
        }
        return !fields.IsMalformed;
    }

    private bool TryDecodeValue(ReadOnlySpan<byte> message, LogRow row)
    {
        ReadOnlySpan<byte> tag = default, histogram = default, tensor = default, metadata = default;
        float simple = 0;
        bool isSimple = false;
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1: tag = fields.Bytes; break;
                case 2: (simple, isSimple) = (fields.AsFloat, true); break;
                case 5: histogram = fields.Bytes; break;
                case 8: tensor = fields.Bytes; break;
                case 9: metadata = fields.Bytes; break;
            }
        }
        if (isSimple)
            AddScalar(keys.Intern(tag), simple, row);
        else if (!histogram.IsEmpty)
            return !fields.IsMalformed && TryDecodeHistogram(tag, histogram, row);
        else if (!tensor.IsEmpty)
            return !fields.IsMalformed && TryDecodeTensor(tag, tensor, metadata, row);
        return !fields.IsMalformed;
    }

    private static void AddScalar(LogKey key, double value, LogRow row)
    {
        if (!key.IsUnused)
            row.Add(key, value);
    }

    private bool TryDecodeHistogram(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> message, LogRow row)
    {
        double min = 0, max = 0, count = 0, sumOfSquares = 0;
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            switch (fields.Number)
            {
                case 1: min = fields.AsDouble; break;
                case 2: max = fields.AsDouble; break;
                case 3: count = fields.AsDouble; break;
                case 5: sumOfSquares = fields.AsDouble; break;
            }
        }
        _norms.Add(row, _norms.Tag(tag), HistogramNorms.Of(count, min, max, sumOfSquares));
        return !fields.IsMalformed;
    }

    private bool TryDecodeTensor(
        ReadOnlySpan<byte> tag, ReadOnlySpan<byte> message, ReadOnlySpan<byte> metadata, LogRow row)
    {
        if (!TensorField.TryRead(message, out TensorField tensor))
            return false;
        if (!metadata.IsEmpty)
            NotePlugin(_norms.Tag(tag), metadata);
        if (tensor.TryGetScalar(out double value))
            AddScalar(keys.Intern(tag), value, row);
        else if (tensor.TryGetNorms(out HistogramNorms norms) && !IsOtherTensor(_norms.Tag(tag)))
            _norms.Add(row, _norms.Tag(tag), norms);
        return true;
    }

    private bool IsOtherTensor(LogKey tag) => tag.Index < _isOtherTensor.Length && _isOtherTensor[tag.Index];

    /// <summary>Which dashboard a tag is for is said only with its first event, so it has to be kept.</summary>
    private void NotePlugin(LogKey tag, ReadOnlySpan<byte> metadata)
    {
        var fields = new ProtoFields(metadata);
        while (fields.Next())
        {
            if (fields.Number != 1)
                continue;
            var plugin = new ProtoFields(fields.Bytes);
            if (!plugin.Next() || plugin.Number != 1)
                continue;
            if (tag.Index >= _isOtherTensor.Length)
                Array.Resize(ref _isOtherTensor, Math.Max(tag.Index + 1, _isOtherTensor.Length * 2));
            _isOtherTensor[tag.Index] = !plugin.Bytes.SequenceEqual("histograms"u8);
        }
    }
}

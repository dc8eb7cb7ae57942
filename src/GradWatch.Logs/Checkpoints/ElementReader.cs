namespace GradWatch.Logs.Checkpoints;

/// <summary>The elements of a real tensor one after the other, as floats or doubles, a block at a time.</summary>
/// <remarks>Elements that stand without gaps are decoded where they lie in the file; others are gathered into a small buffer first.</remarks>
internal sealed class ElementReader : IDisposable
{
    /// <summary>Elements of a block: what is converted stays in the first-level cache. A multiple of 8, so packed ones end on a byte.</summary>
    internal const int Block = 4096;

    private const long WindowBytes = 16 << 20;

    private readonly TensorEntry _entry;
    private readonly int _bits;
    private readonly ElementLayout _layout;
    private readonly StridedOffsets? _offsets;
    private readonly byte[] _gathered = [];
    private readonly float[] _floats = [];
    private readonly long _end;
    private long _next;
    private MappedWindow? _window;

    /// <summary>Reads from one element to another, in the order of the layout; a part of a tensor begins at a multiple of 8.</summary>
    internal ElementReader(TensorEntry entry, ElementLayout layout, long from, long to)
    {
        _entry = entry;
        _bits = entry.Type.Bits();
        _layout = layout;
        (_next, _end) = (from, to);
        if (!layout.IsDense)
        {
            _offsets = new StridedOffsets(layout, from);
            _gathered = new byte[Block * (_bits / 8)];
        }
        if (!entry.Type.NeedsDouble())
            _floats = new float[Block];
    }

    /// <summary>The next elements, at most <see cref="Block"/>; 0 at the end. Only types that floats hold.</summary>
    internal int Read(Span<float> into)
    {
        int count = (int)Math.Min(Math.Min(into.Length, Block), _end - _next);
        if (count > 0)
            ElementDecoder.Decode(_entry.Type, Raw(count), into[..count]);
        return count;
    }

    /// <summary>The next elements, at most <see cref="Block"/>; 0 at the end.</summary>
    internal int Read(Span<double> into)
    {
        int count = (int)Math.Min(Math.Min(into.Length, Block), _end - _next);
        if (count == 0)
            return 0;
        if (_entry.Type.NeedsDouble())
        {
            ElementDecoder.Decode(_entry.Type, Raw(count), into[..count]);
            return count;
        }
        ElementDecoder.Decode(_entry.Type, Raw(count), _floats.AsSpan(0, count));
        for (int i = 0; i < count; i++)
            into[i] = _floats[i];
        return count;
    }

    private ReadOnlySpan<byte> Raw(int count)
    {
        if (_offsets is not null)
            return Gather(count);
        long offset = _entry.Offset + _next * _bits / 8;
        int length = (count * _bits + 7) / 8;
        _next += count;
        return Window(offset, length, WindowBytes).Bytes(offset, length);
    }

    private ReadOnlySpan<byte> Gather(int count)
    {
        // All of it at once: neighbours in a strided tensor may be far apart in the file.
        MappedWindow window = Window(_entry.Offset, _entry.Span, _entry.Span);
        int size = _bits / 8;
        for (int i = 0; i < count; i++)
            window.Bytes(_entry.Offset + _offsets!.Next() * size, size).CopyTo(_gathered.AsSpan(i * size));
        _next += count;
        return _gathered.AsSpan(0, count * size);
    }

    private MappedWindow Window(long offset, long length, long atOnce)
    {
        if (_window is not null && _window.Holds(offset, length))
            return _window;
        _window?.Dispose();
        long end = _entry.Offset + (_layout.IsDense ? (_end * _bits + 7) / 8 : _entry.Span);
        return _window = _entry.File.Map(offset, Math.Max(length, Math.Min(atOnce, end - offset)));
    }

    /// <inheritdoc/>
    public void Dispose() => _window?.Dispose();
}

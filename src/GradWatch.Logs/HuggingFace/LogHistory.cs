namespace GradWatch.Logs.HuggingFace;

/// <summary>The inside of the array <c>log_history</c>, as a stream that ends where the array ends.</summary>
internal sealed class LogHistory(Stream content) : Stream
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start, _end, _depth;
    private bool _inString, _escaped;

    /// <summary>Lines before the array.</summary>
    internal long LinesBefore { get; private set; }

    /// <summary>True when the end of the array was seen.</summary>
    internal bool Ended { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Goes to the array; false when the file has none.</summary>
    internal bool Find()
    {
        ReadOnlySpan<byte> name = "\"log_history\""u8;
        int matched = 0;
        while (Next() is var one and >= 0)
        {
            if (one == '\n')
                LinesBefore++;
            if (matched == name.Length)
            {
                if (one == '[')
                    return true;
                if (one is not (' ' or ':' or '\t' or '\r' or '\n'))
                    matched = 0;
                continue;
            }
            matched = one == name[matched] ? matched + 1 : one == name[0] ? 1 : 0;
        }
        return false;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = 0;
        while (count < buffer.Length && !Ended)
        {
            // What is there is enough: a file that is still being written must not be waited for.
            if (_start == _end && count > 0)
                break;
            if (Next() is not (>= 0 and var one))
                break;
            Track((byte)one);
            if (!Ended)
                buffer[count++] = (byte)one;
        }
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private void Track(byte one)
    {
        // A hole that a power loss left: whatever was open does not end any more.
        if (one == 0)
            (_inString, _escaped, _depth) = (false, false, 0);
        if (_inString)
        {
            _inString = _escaped || one != '"';
            _escaped = !_escaped && one == '\\';
            return;
        }
        _inString = one == '"';
        _depth += one is (byte)'[' or (byte)'{' ? 1 : one is (byte)']' or (byte)'}' ? -1 : 0;
        Ended = _depth < 0;
    }

    private int Next()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = content.Read(_buffer, 0, _buffer.Length);
            if (_end == 0)
                return -1;
        }
        return _buffer[_start++];
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

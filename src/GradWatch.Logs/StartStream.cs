namespace GradWatch.Logs;

/// <summary>A stream whose first two bytes are known before it is read.</summary>
internal sealed class StartStream : Stream
{
    private readonly Stream _content;
    private readonly byte[] _mark = new byte[2];
    private readonly int _length;
    private int _taken;

    internal StartStream(Stream content)
    {
        _content = content;
        while (_length < _mark.Length && content.Read(_mark, _length, _mark.Length - _length) is > 0 and var read)
            _length += read;
    }

    /// <summary>The first two bytes; fewer of a shorter stream.</summary>
    internal ReadOnlySpan<byte> Mark => _mark.AsSpan(0, _length);

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

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_taken >= _length)
            return _content.Read(buffer);
        int count = Math.Min(buffer.Length, _length - _taken);
        _mark.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }
}

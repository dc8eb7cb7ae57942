using System.Runtime.ExceptionServices;

namespace GradWatch.Logs;

/// <summary>A stream whose beginning can be looked at before it is read: a pipe does not seek.</summary>
internal sealed class HeadStream(Stream content, int size = LogHead.Size) : Stream
{
    private byte[]? _head;
    private int _filled;
    private int _taken;
    private ExceptionDispatchInfo? _failure;

    /// <summary>True when the head is all there is; known after <see cref="Peek"/>.</summary>
    internal bool IsWhole { get; private set; }

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

    /// <summary>The first bytes, at most the size given; reading begins with them all the same.</summary>
    internal ReadOnlyMemory<byte> Peek()
    {
        if (_head is null)
        {
            _head = new byte[size];
            while (_filled < _head.Length)
            {
                int read = Take(_head.AsSpan(_filled));
                if (read == 0)
                {
                    IsWhole = true;
                    break;
                }
                _filled += read;
            }
        }
        return _head.AsMemory(0, _filled);
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_taken >= _filled)
        {
            _failure?.Throw();
            return IsWhole ? 0 : content.Read(buffer);
        }
        int count = Math.Min(buffer.Length, _filled - _taken);
        _head.AsSpan(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    // What came before the stream failed is looked at and read first.
    private int Take(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException && _filled > 0)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            return 0;
        }
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
            content.Dispose();
        base.Dispose(disposing);
    }
}

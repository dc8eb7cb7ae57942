namespace GradWatch.Cli;

/// <summary>A pipe or terminal that ends when it is cancelled, also while it is being waited for.</summary>
internal sealed class InterruptibleStream(Stream content, CancellationToken cancel) : Stream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start, _end;

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
        if (_start == _end && !Fill())
            return 0;
        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // A read of a pipe cannot be taken back: it is left behind on its thread, and the stream ends without it.
    private bool Fill()
    {
        if (cancel.IsCancellationRequested)
            return false;
        try
        {
            Task<int> read = Task.Run(() => content.Read(_buffer), CancellationToken.None);
            read.Wait(cancel);
            (_start, _end) = (0, read.Result);
            return _end > 0;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (AggregateException failure)
        {
            throw new IOException(failure.InnerException?.Message ?? failure.Message, failure.InnerException);
        }
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}

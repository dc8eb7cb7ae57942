namespace GradWatch.Logs.Following;

/// <summary>A file that may still grow, as a stream: at its end it waits for more, so that every reader works on it unchanged.</summary>
/// <remarks>
/// It ends when it is cancelled, or when the file was cut, replaced or removed (<see cref="Restarted"/>): then it must be read
/// from its beginning. The first read of many bytes returns what is there.
/// </remarks>
internal sealed class FollowingStream(string path, TimeSpan poll, TimeProvider time, CancellationToken cancel) : Stream
{
    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
    private readonly DateTime _created = File.GetCreationTimeUtc(path);

    /// <summary>True when the file was cut, replaced or removed while it was followed.</summary>
    internal bool Restarted { get; private set; }

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
        while (!cancel.IsCancellationRequested)
        {
            int read = _file.Read(buffer);
            if (read > 0)
                return read;
            if (IsAnother())
            {
                Restarted = true;
                return 0;
            }
            Wait();
        }
        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private bool IsAnother()
    {
        var now = new FileInfo(path);
        return !now.Exists || now.Length < _file.Position || now.CreationTimeUtc != _created;
    }

    private void Wait()
    {
        try
        {
            Task.Delay(poll, time, cancel).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The loop sees it and ends the stream.
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
            _file.Dispose();
        base.Dispose(disposing);
    }
}

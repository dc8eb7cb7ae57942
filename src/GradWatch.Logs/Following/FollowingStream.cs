namespace GradWatch.Logs.Following;

/// <summary>A file that may still grow, as a stream, so that every reader works on it unchanged.</summary>
/// <remarks>
/// With a <paramref name="polling"/> it waits at the end of the file for more, and ends when that is over; without one it ends
/// there for the moment, and goes on when it is read again. It ends for good when the file was cut or begins differently
/// (<see cref="Restarted"/>): then it must be read from its beginning. The file is opened anew for each read, so one that was
/// replaced is noticed, and one that is missing for a while is waited for.
/// </remarks>
internal sealed class FollowingStream(string path, Polling? polling) : Stream
{
    private const int HeadLength = 512;
    private readonly byte[] _head = new byte[HeadLength];
    private readonly byte[] _now = new byte[HeadLength];
    private int _headLength;
    private long _position;

    /// <summary>True when the file was cut or written anew while it was followed.</summary>
    internal bool Restarted { get; private set; }

    /// <summary>True when the stream has come to its end: what a reader makes of the bytes after the last whole record is torn.</summary>
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
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        Ended = false;
        while (polling is not { IsOver: true } && !Restarted)
        {
            int read = ReadHere(buffer);
            if (read > 0)
                return read;
            if (Restarted || polling is null || !polling.Wait())
                break;
        }
        Ended = true;
        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    private int ReadHere(Span<byte> buffer)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
            if (file.Length < _position || !BeginsAlike(file))
            {
                Restarted = true;
                return 0;
            }
            file.Position = _position;
            // Readers of text take a full buffer for a sign that there is more to be had at once.
            int read = file.Read(buffer[..Math.Max(1, buffer.Length - 1)]);
            Remember(buffer[..read]);
            return read;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Missing, locked or out of reach for the moment.
            return 0;
        }
    }

    private bool BeginsAlike(FileStream file)
    {
        int read = file.ReadAtLeast(_now.AsSpan(0, _headLength), _headLength, throwOnEndOfStream: false);
        return _now.AsSpan(0, read).SequenceEqual(_head.AsSpan(0, _headLength));
    }

    private void Remember(ReadOnlySpan<byte> read)
    {
        int kept = Math.Min(read.Length, HeadLength - _headLength);
        read[..kept].CopyTo(_head.AsSpan(_headLength));
        _headLength += kept;
        _position += read.Length;
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

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>A beginning, a piece repeated so often, and an end, as a stream that is never in memory as a whole.</summary>
internal sealed class RepeatedStream(byte[] beginning, byte[] piece, long times, byte[] end) : Stream
{
    private readonly long _length = beginning.Length + piece.Length * times + end.Length;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int taken = 0;
        while (taken < count && _position < _length)
        {
            ReadOnlySpan<byte> here = Here();
            int length = Math.Min(here.Length, count - taken);
            here[..length].CopyTo(buffer.AsSpan(offset + taken));
            taken += length;
            _position += length;
        }
        return taken;
    }

    private ReadOnlySpan<byte> Here()
    {
        if (_position < beginning.Length)
            return beginning.AsSpan((int)_position);
        long repeated = _position - beginning.Length;
        return repeated < piece.Length * times
            ? piece.AsSpan((int)(repeated % piece.Length))
            : end.AsSpan((int)(repeated - piece.Length * times));
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

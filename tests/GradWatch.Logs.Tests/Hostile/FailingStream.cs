namespace GradWatch.Logs.Tests.Hostile;

/// <summary>Gives its bytes and then fails, as a disk, a network or a damaged archive does.</summary>
internal sealed class FailingStream(byte[] bytes, Exception failure) : Stream
{
    private int _position;

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
        if (_position == bytes.Length)
            throw failure;
        int length = Math.Min(count, bytes.Length - _position);
        Array.Copy(bytes, _position, buffer, offset, length);
        _position += length;
        return length;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

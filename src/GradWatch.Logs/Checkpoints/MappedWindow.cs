using System.IO.MemoryMappedFiles;

namespace GradWatch.Logs.Checkpoints;

/// <summary>A part of a file in memory, addressed by the file's own offsets.</summary>
internal sealed unsafe class MappedWindow : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly long _offset;
    private readonly long _length;
    private byte* _first;

    internal MappedWindow(MemoryMappedViewAccessor view, long offset, long length)
    {
        _view = view;
        _offset = offset;
        _length = length;
        byte* page = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref page);
        _first = page + view.PointerOffset;
    }

    /// <summary>Bytes of the file from an offset on. They must lie in the window; they are gone when it is disposed of.</summary>
    internal ReadOnlySpan<byte> Bytes(long offset, int length) => new(Pointer(offset, length), length);

    /// <summary>Where a byte of the file is in memory, and so many after it.</summary>
    internal byte* Pointer(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_first == null, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, _offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _offset + _length - offset);
        return _first + (offset - _offset);
    }

    internal bool Holds(long offset, long length) => offset >= _offset && offset + length <= _offset + _length;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_first == null)
            return;
        _first = null;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}

using System.IO.MemoryMappedFiles;
using GradWatch.Wording;
using Microsoft.Win32.SafeHandles;

namespace GradWatch.Logs.Checkpoints;

/// <summary>A file that is read through the system's page cache, one window at a time: nothing of it is copied, and no more than a window
/// counts as memory of the process.</summary>
/// <remarks>
/// Reading mapped memory beyond the end of a file ends the process, so the length is asked again before each window: a file that was cut
/// short while it is read gives an <see cref="UnreadableLogException"/>. Safe from several threads.
/// </remarks>
public sealed class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _mapping;
    private readonly SafeFileHandle _handle;

    /// <summary>Opens a file.</summary>
    /// <exception cref="UnreadableLogException">The file is not there, is empty or may not be read.</exception>
    public MappedFile(string path)
    {
        Path = path;
        try
        {
            // A pipe or device has no length and cannot be mapped.
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            _handle = stream.SafeFileHandle;
            Length = stream.CanSeek ? stream.Length : 0;
            if (Length == 0)
            {
                stream.Dispose();
                throw new UnreadableLogException(path, new Sentence("note.read.empty"), offset: 0);
            }
            _mapping = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, false);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableLogException(path, new Sentence("note.read.missing"), inner: missing);
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new UnreadableLogException(path, new Sentence("note.read.denied"), inner: denied);
        }
        catch (Exception failure) when (failure is IOException and not UnreadableLogException or NotSupportedException or ArgumentException)
        {
            throw new UnreadableLogException(path, new Sentence("note.read.failed", failure.Message), inner: failure);
        }
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>Bytes of the file when it was opened.</summary>
    public long Length { get; }

    /// <summary>Maps a part of the file, which must lie within it.</summary>
    internal MappedWindow Map(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - offset);
        if (RandomAccess.GetLength(_handle) < offset + length)
            throw new UnreadableLogException(Path, new Sentence("checkpoint.file.shorter"), offset: offset);
        try
        {
            return new MappedWindow(_mapping.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read), offset, length);
        }
        catch (Exception failure) when (failure is IOException and not UnreadableLogException or UnauthorizedAccessException)
        {
            throw new UnreadableLogException(Path, new Sentence("note.read.failed", failure.Message), offset: offset, inner: failure);
        }
    }

    /// <summary>A copy of a small part of the file.</summary>
    internal byte[] Copy(long offset, int length)
    {
        if (length == 0)
            return [];
        using MappedWindow window = Map(offset, length);
        return window.Bytes(offset, length).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mapping.Dispose();
        _handle.Dispose();
    }
}

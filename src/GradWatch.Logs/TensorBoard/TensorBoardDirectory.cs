using System.Buffers;
using System.Text;

namespace GradWatch.Logs.TensorBoard;

/// <summary>The event files of one run: a writer begins a new one each time training is started or resumed.</summary>
public static class TensorBoardDirectory
{
    private const int FirstRecord = 4096;

    /// <summary>The files in the order in which they were begun: by the time of their first event, then by name.</summary>
    /// <remarks>A file without a first event (empty, damaged, unreadable) comes by the time in its name, or last.</remarks>
    public static IReadOnlyList<string> InOrder(IEnumerable<string> paths) =>
        [.. paths.Select(path => (Path: path, Began: Begin(path)))
            .OrderBy(file => file.Began)
            .ThenBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => file.Path)];

    /// <summary>The rows of all files of one run, by the time at which their events were written.</summary>
    /// <remarks>
    /// Files of a resumed run do not overlap in time, so they come one after the other and the steps go back where training
    /// was resumed; two writers at work at the same time are interleaved. A file is opened when its turn comes. A file that
    /// cannot be read is noted, unless none can.
    /// </remarks>
    /// <param name="paths">The files, in any order.</param>
    /// <param name="keys">The names, shared by all files.</param>
    /// <param name="notes">Where to say what was skipped.</param>
    /// <param name="open">Opens a file; null for a plain file stream.</param>
    /// <exception cref="UnreadableLogException">No file can be read.</exception>
    public static IEnumerable<LogRow> Read(
        IEnumerable<string> paths, KeyTable keys, ReadingNotes notes, Func<string, Stream>? open = null)
    {
        using var merge = new EventMerge([.. InOrder(paths).Select(path => (path, Begin(path)))], keys, notes, open ?? Open);
        while (merge.MoveNext() is { } row)
            yield return row;
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    private static double Begin(string path)
    {
        byte[] head = ArrayPool<byte>.Shared.Rent(FirstRecord);
        try
        {
            using FileStream file = Open(path);
            int length = file.ReadAtLeast(head.AsSpan(0, FirstRecord), FirstRecord, throwOnEndOfStream: false);
            var frames = new EventFrames(new MemoryStream(head, 0, length));
            var decoder = new EventDecoder(new KeyTable());
            if (frames.Next() == Frame.Intact && decoder.TryDecode(frames.Data, new LogRow()) && decoder.WallTime > 0)
                return decoder.WallTime;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It will be told when its turn comes to be read.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
        return TimeInName(path);
    }

    private static double TimeInName(string path)
    {
        string[] parts = Path.GetFileName(path).Split('.');
        int marker = Array.IndexOf(parts, "tfevents");
        bool isTold = marker >= 0 && marker + 1 < parts.Length;
        return isTold && PythonFloat.TryParse(Encoding.UTF8.GetBytes(parts[marker + 1]), out double time)
            ? time
            : double.PositiveInfinity;
    }
}

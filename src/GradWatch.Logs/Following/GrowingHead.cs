using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Following;

/// <summary>The beginning of a file that is being written, up to the last whole line.</summary>
internal static class GrowingHead
{
    /// <summary>The first bytes, decoded, without a line that has no end yet; nothing of a file that is gone, or compressed and torn.</summary>
    internal static ReadOnlyMemory<byte> Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            using Stream content = TextEncoding.Decode(file);
            var bytes = new byte[LogHead.Size];
            int read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            bool isText = bytes.AsSpan(0, read).IndexOf((byte)0) < 0;
            return bytes.AsMemory(0, isText ? bytes.AsSpan(0, read).LastIndexOfAny("\n\r"u8) + 1 : read);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException or InvalidDataException)
        {
            return default;
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new UnreadableLogException(path, new Wording.Sentence("note.read.denied"), inner: denied);
        }
    }

    /// <summary>The rows in it, at most so many; none where it is too short to be read.</summary>
    internal static List<SampledRow> Rows(ILogFormat format, string path, ReadOnlyMemory<byte> head, int most)
    {
        List<SampledRow> rows = [];
        var input = new LogInput(path, new MemoryStream(head.ToArray(), false), new ReadingNotes());
        try
        {
            foreach (LogRow row in format.Read(input))
            {
                rows.Add(new SampledRow(row));
                if (rows.Count == most)
                    break;
            }
        }
        catch (UnreadableLogException)
        {
            // Not yet.
        }
        return rows;
    }
}

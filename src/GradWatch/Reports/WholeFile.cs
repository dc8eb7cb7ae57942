namespace GradWatch.Reports;

/// <summary>An output file that is there whole or not at all: what was there before stays until the new one is complete.</summary>
internal static class WholeFile
{
    private const string Devices = "/dev/";

    /// <summary>Writes a file; <paramref name="toDisk"/> waits until the disk has it before it takes the name.</summary>
    internal static void Write(string file, Action<Stream> write, bool toDisk = false)
    {
        string target = Path.GetFullPath(file);
        if (target.StartsWith(Devices, StringComparison.Ordinal))
        {
            // /dev/stdout and the like take bytes, and must not be replaced by a file.
            using var device = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }
        if (Directory.Exists(target))
            throw new IOException($"'{file}' is a directory");
        // A link stays a link.
        if (File.Exists(target))
            target = File.ResolveLinkTarget(target, true)?.FullName ?? target;
        string draft = $"{target}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(toDisk);
            }
            File.Move(draft, target, true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}

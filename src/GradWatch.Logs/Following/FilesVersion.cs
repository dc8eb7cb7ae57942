namespace GradWatch.Logs.Following;

/// <summary>Sizes and times of files, folded: another one when a file was written.</summary>
internal readonly record struct FilesVersion(int Count, long Bytes, int Hash)
{
    internal static FilesVersion Of(IEnumerable<string> files)
    {
        (int count, long bytes) = (0, 0);
        var hash = new HashCode();
        foreach (string path in files)
        {
            var file = new FileInfo(path);
            count++;
            bytes += file.Exists ? file.Length : 0;
            hash.Add(path);
            hash.Add(file.Exists ? file.LastWriteTimeUtc.Ticks : 0);
        }
        return new FilesVersion(count, bytes, hash.ToHashCode());
    }
}

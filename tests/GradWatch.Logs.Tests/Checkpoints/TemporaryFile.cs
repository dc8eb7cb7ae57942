namespace GradWatch.Logs.Tests.Checkpoints;

/// <summary>A file, or a directory of files, that is there while a test runs.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gradwatch-").FullName;

    internal TemporaryFile(string name, byte[] content) => Path = Add(name, content);

    internal string Path { get; }

    internal string Folder => _directory;

    internal string Add(string name, byte[] content)
    {
        string path = System.IO.Path.Combine(_directory, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(_directory, true);
}

namespace GradWatch.Cli.Tests;

/// <summary>A directory that is gone after the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gradwatch");

    internal string this[string name] => Path.Combine(_directory.FullName, name);

    internal string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(true);
}

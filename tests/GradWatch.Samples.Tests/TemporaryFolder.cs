namespace GradWatch.Samples.Tests;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("gradwatch-samples-").FullName;

    internal string File(string name) => Path.Combine(_path, name);

    internal string Name => _path;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, true);
}

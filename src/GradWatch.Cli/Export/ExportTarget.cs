namespace GradWatch.Cli.Export;

/// <summary>Where a run is written to. A file appears under its name when it is whole.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">Its format.</param>
internal sealed record ExportTarget(string Path, ExportFormat Format)
{
    internal const string StandardOutput = "-";

    private const string Unfinished = ".part";

    private bool IsFile => Path != StandardOutput;

    internal Stream Open()
    {
        if (!IsFile)
            return Console.OpenStandardOutput();
        if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder)
            Directory.CreateDirectory(folder);
        return new FileStream(Path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>The file is whole.</summary>
    internal void Finish()
    {
        if (IsFile)
            File.Move(Path + Unfinished, Path, overwrite: true);
    }

    /// <summary>The file will not be whole.</summary>
    internal void GiveUp()
    {
        if (IsFile)
            File.Delete(Path + Unfinished);
    }
}

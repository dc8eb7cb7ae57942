namespace GradWatch.Cli.Tests;

/// <summary>Runs that ship with the project, and logs that tests write.</summary>
internal static class Recorded
{
    internal static string Run(string name)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "GradWatch.slnx")))
            folder = Path.GetDirectoryName(folder);
        return Path.Combine(folder!, "tests", "Runs", "torchsharp", name + ".csv");
    }
}

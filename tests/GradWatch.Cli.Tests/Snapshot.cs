using System.Runtime.CompilerServices;
using Xunit;

namespace GradWatch.Cli.Tests;

/// <summary>Text compared with a file beside the tests. With GRADWATCH_SNAPSHOTS=write the files are written: look at them before they are kept.</summary>
internal static class Snapshot
{
    internal static void Matches(string name, string actual, [CallerFilePath] string test = "")
    {
        string folder = Path.GetDirectoryName(test)!;
        while (!File.Exists(Path.Combine(folder, "GradWatch.Cli.Tests.csproj")))
            folder = Path.GetDirectoryName(folder)!;
        string file = Path.Combine(folder, "Snapshots", name + ".txt");
        string text = string.Join('\n', actual.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
        if (Environment.GetEnvironmentVariable("GRADWATCH_SNAPSHOTS") == "write")
            File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}

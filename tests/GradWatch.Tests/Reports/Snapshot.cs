using System.Runtime.CompilerServices;
using Xunit;

namespace GradWatch.Tests.Reports;

/// <summary>Compares a text with the file of that name in Snapshots/ beside this class.</summary>
/// <remarks>With GRADWATCH_APPROVE=1 in the environment the file is written instead, to be read in a diff and committed.</remarks>
internal static class Snapshot
{
    internal static void Check(string name, string text, [CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("GRADWATCH_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}

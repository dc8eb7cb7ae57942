using System.Text.Json;
using Xunit;

namespace GradWatch.Logs.Tests;

/// <summary>Files written by the real writers, in a folder named shared beside the checkout or in GRADWATCH_SHARED.</summary>
internal static class RealSamples
{
    /// <summary>The path of a sample; skips the test where the samples are absent.</summary>
    public static string Find(string relative)
    {
        foreach (string root in Roots())
        {
            string path = Path.Combine(root, relative);
            if (Path.Exists(path))
                return path;
        }
        Assert.Skip($"the sample {relative} is not here");
        return "";
    }

    /// <summary>The path of a small sample that ships with the tests.</summary>
    public static string Shipped(string relative) =>
        Path.Combine(Repository().FullName, "tests", "GradWatch.Logs.Tests", "Samples", relative);

    /// <summary>The values that went into a sample: loss and grad_norm of each step.</summary>
    public static IReadOnlyList<(long Step, double Loss, double GradNorm)> Truth(string relative)
    {
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Find(relative)));
        return [.. truth.RootElement.EnumerateArray().Select(row =>
            (row.GetProperty("step").GetInt64(), row.GetProperty("loss").GetDouble(), row.GetProperty("grad_norm").GetDouble()))];
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("GRADWATCH_SHARED") is { Length: > 0 } told)
            yield return told;
        if (Repository().Parent is { } parent)
            yield return Path.Combine(parent.FullName, "shared");
    }

    private static DirectoryInfo Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "GradWatch.slnx")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory;
    }
}

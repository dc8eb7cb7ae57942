using System.CommandLine;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Cli.Tests;

/// <summary>The commands that the README shows are commands that the tool understands.</summary>
public sealed class ReadmeCommandsTests
{
    public static TheoryData<string> Commands => [.. Shown()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void The_tool_understands(string command)
    {
        ParseResult parsed = CommandLine.Create(Language.English).Parse(command);
        Assert.Empty(parsed.Errors);
    }

    private static IEnumerable<string> Shown()
    {
        foreach (string page in new[] { "README.md", "README.ru.md" })
        {
            foreach (string line in File.ReadLines(Path.Combine(Root(), page)))
            {
                int at = line.IndexOf("gradwatch diagnose ", StringComparison.Ordinal);
                if (line.StartsWith('$') && at >= 0)
                    yield return line[(at + "gradwatch ".Length)..];
            }
        }
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "GradWatch.slnx")))
            directory = directory.Parent ?? throw new DirectoryNotFoundException("the tests do not run inside the repository");
        return directory.FullName;
    }
}

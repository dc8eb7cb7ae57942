using GradWatch.Cli.Terminal;
using Spectre.Console;

namespace GradWatch.Cli.Tests.Terminal;

/// <summary>What is printed where there is no terminal.</summary>
internal static class Printed
{
    internal static string By(Action<IAnsiConsole> print)
    {
        var output = new StringWriter();
        print(Screen.Open(output, true));
        return output.ToString();
    }

    internal static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}

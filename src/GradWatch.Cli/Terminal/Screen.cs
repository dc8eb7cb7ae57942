using Spectre.Console;

namespace GradWatch.Cli.Terminal;

/// <summary>Where text for people goes: colour on a terminal, plain text anywhere else.</summary>
internal static class Screen
{
    /// <summary>Columns of a report, and of everything that is no terminal.</summary>
    internal const int Columns = 100;

    // Lines are broken by us; the console must not break them again.
    private const int Unbroken = 4096;

    internal static IAnsiConsole Open(TextWriter output, bool plain)
    {
        bool colour = !plain && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Unbroken;
        return console;
    }
}

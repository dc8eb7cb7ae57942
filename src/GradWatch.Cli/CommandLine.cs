using System.CommandLine;
using GradWatch.Cli.Checkpoints;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli;

/// <summary>The commands and what is common to them.</summary>
internal static class CommandLine
{
    internal static int Run(string[] args)
    {
        Language language = Languages.Of(args);
        RootCommand root = Create(language);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
                Console.Error.WriteLine($"gradwatch: {error.Message}");
            Console.Error.WriteLine(CliTexts.Get(language, "usage.help"));
            return ExitStatus.Unusable;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (IOException closed) when (closed is not Logs.UnreadableLogException && IsClosedPipe(closed))
        {
            // gradwatch … | head: whoever read has seen enough.
            return ExitStatus.Calm;
        }
    }

    internal static RootCommand Create(Language language) => new(CliTexts.Get(language, "help.root"))
    {
        DiagnoseCommand.Create(language),
        InspectCommand.Create(language),
        CompareCommand.Create(language),
    };

    private static bool IsClosedPipe(IOException failure) => failure.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase)
        || failure.InnerException?.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase) == true;
}

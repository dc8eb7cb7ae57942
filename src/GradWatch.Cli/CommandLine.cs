using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using GradWatch.Cli.Backtest;
using GradWatch.Cli.Checkpoints;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Explain;
using GradWatch.Cli.Export;
using GradWatch.Cli.Help;
using GradWatch.Cli.Import;
using GradWatch.Cli.Runs;
using GradWatch.Cli.Serve;
using GradWatch.Cli.Texts;
using GradWatch.Cli.Upkeep;
using GradWatch.Cli.Watch;
using GradWatch.Wording;

namespace GradWatch.Cli;

/// <summary>The commands and what is common to them.</summary>
internal static class CommandLine
{
    /// <summary>How the tool is called, whatever the file is named.</summary>
    internal const string Name = "gradwatch";

    internal static int Run(string[] args)
    {
        Language language = Languages.Of(args);
        // The parser's own messages are in the language of the thread.
        CultureInfo.CurrentUICulture = Languages.Culture(language);
        RootCommand root = Create(language);
        if (args.Length == 0)
        {
            HelpPage.Write(root, Console.Error, language, HelpPage.Width());
            return ExitStatus.Unusable;
        }
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return UsageErrors.Tell(parsed, Console.Error, language);
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                // Commands answer to Ctrl-C themselves: what was read until then is reported.
                ProcessTerminationTimeout = null,
            });
        }
        catch (IOException closed) when (closed is not Logs.UnreadableLogException && IsClosedPipe(closed))
        {
            // gradwatch … | head: whoever read has seen enough.
            return ExitStatus.Calm;
        }
        catch (Exception defect)
        {
            return Defects.Tell(defect, null, language);
        }
    }

    internal static RootCommand Create(Language language)
    {
        var root = new RootCommand(CliTexts.Get(language, "help.root"))
        {
            DiagnoseCommand.Create(language),
            WatchCommand.Create(language),
            InspectCommand.Create(language),
            CompareCommand.Create(language),
            BacktestCommand.Create(language),
            ImportCommand.Create(language),
            RunsCommand.Create(language),
            ExportCommand.Create(language),
            RetainCommand.Create(language),
            CompactCommand.Create(language),
            ExplainCommand.Create(language),
            ServeCommand.Create(language),
            Languages.Option(language),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
            (help.Action, help.Description) = (new HelpPage(language), CliTexts.Get(language, "help.help"));
        foreach (VersionOption version in root.Options.OfType<VersionOption>())
            (version.Action, version.Description) = (new VersionLine(), CliTexts.Get(language, "help.version"));
        return root;
    }

    internal static bool IsClosedPipe(Exception failure) => failure.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase)
        || failure.InnerException?.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase) == true;
}

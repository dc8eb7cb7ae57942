using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Terminal;
using GradWatch.Detectors;
using GradWatch.Logs;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Checkpoints;

/// <summary><c>gradwatch inspect CHECKPOINT…</c>: what each tensor of a checkpoint looks like.</summary>
internal static class InspectCommand
{
    internal static Command Create(Language language)
    {
        var options = new CheckpointOptions(language, InspectionPage.Orders);
        var paths = new Argument<string[]>("checkpoints") { Description = options.Text("help.paths"), HelpName = "PATH", Arity = ArgumentArity.OneOrMore };
        var command = new Command("inspect", options.Text("help.inspect")) { paths };
        paths.Validators.Add(result => DiagnoseOptions.RefuseOptions(result, command, language));
        options.AddTo(command);
        command.SetAction(parsed => Run(parsed, parsed.GetValue(paths)!, options, language));
        return command;
    }

    private static int Run(ParseResult parsed, string[] paths, CheckpointOptions options, Language language)
    {
        int status = ExitStatus.Calm;
        IAnsiConsole console = Screen.Open(Console.Out, parsed.GetValue(options.Plain));
        bool json = parsed.GetValue(options.Json);
        using Stream? output = json ? Console.OpenStandardOutput() : null;
        for (int i = 0; i < paths.Length; i++)
        {
            try
            {
                using var checkpoint = CheckpointReader.Open(paths[i]);
                CheckpointInspection inspection;
                using (var progress = CheckpointProgress.Of(language, paths[i], CheckpointInspection.Bytes(checkpoint)))
                    inspection = CheckpointInspection.Of(checkpoint, progress: progress.Add);
                if (inspection.Worst == Severity.Critical)
                    status = Math.Max(status, ExitStatus.Critical);
                if (output is not null)
                    CheckpointJson.Write(inspection, output, language, parsed.GetValue(options.Indent));
                else
                    new InspectionPage(console, language).Write(inspection, parsed.GetValue(options.Sort)!, options.Rows(parsed), i > 0);
            }
            catch (UnreadableLogException unreadable)
            {
                status = ExitStatus.Unusable;
                Console.Error.WriteLine($"gradwatch: {unreadable.In(language)}");
            }
        }
        return status;
    }
}

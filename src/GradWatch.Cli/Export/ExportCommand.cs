using System.CommandLine;
using GradWatch.Cli.Runs;
using GradWatch.Cli.Texts;
using GradWatch.Wording;

namespace GradWatch.Cli.Export;

/// <summary><c>gradwatch export RUN --csv FILE</c>: a run for another program.</summary>
internal static class ExportCommand
{
    internal static Command Create(Language language)
    {
        Argument<string> run = RunCommands.RunArgument(language);
        Option<string?> tensorBoard = Target("--tensorboard", "DIR", language), csv = Target("--csv", "FILE", language);
        Option<string?> parquet = Target("--parquet", "FILE", language), jsonLines = Target("--jsonl", "FILE", language);
        Option<string?> place = StoreOption.Create(language);
        var command = new Command("export", CliTexts.Get(language, "help.export"))
        {
            run, tensorBoard, csv, parquet, jsonLines, place, Languages.Option(language),
        };
        command.Validators.Add(result =>
        {
            string?[] targets = [result.GetValue(tensorBoard), result.GetValue(csv), result.GetValue(parquet), result.GetValue(jsonLines)];
            if (targets.All(target => target is null))
                result.AddError(CliTexts.Get(language, "error.export_target"));
            else if (targets.Count(target => target == ExportTarget.StandardOutput) > 1 || targets[0] == ExportTarget.StandardOutput || targets[2] == ExportTarget.StandardOutput)
                result.AddError(CliTexts.Get(language, "error.export_output"));
        });
        command.SetAction(parsed => StoreOption.Use(parsed.GetValue(place), language, (store, cancel) =>
            RunFinder.WithAsync(store, parsed.GetValue(run)!, language, found =>
            {
                Exporting exporting = new(store, found, language);
                return exporting.RunAsync(
                    [
                        .. exporting.Target(parsed.GetValue(tensorBoard), ExportFormat.TensorBoard),
                        .. exporting.Target(parsed.GetValue(csv), ExportFormat.Csv),
                        .. exporting.Target(parsed.GetValue(parquet), ExportFormat.Parquet),
                        .. exporting.Target(parsed.GetValue(jsonLines), ExportFormat.JsonLines),
                    ], cancel);
            }, cancel)));
        return command;
    }

    private static Option<string?> Target(string name, string help, Language language) =>
        new(name) { Description = CliTexts.Get(language, "help.export" + name.Replace("--", ".", StringComparison.Ordinal)), HelpName = help };
}

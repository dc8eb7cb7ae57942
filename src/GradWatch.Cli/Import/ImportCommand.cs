using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Runs;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Reports;
using GradWatch.Storage;
using GradWatch.Wording;

namespace GradWatch.Cli.Import;

/// <summary><c>gradwatch import LOGS…</c>: logs into the store, with their verdicts.</summary>
internal static class ImportCommand
{
    internal static Command Create(Language language)
    {
        var paths = new Argument<string[]>("logs") { Description = CliTexts.Get(language, "help.paths"), HelpName = "LOG", Arity = ArgumentArity.OneOrMore };
        var replace = new Option<bool>("--replace") { Description = CliTexts.Get(language, "help.import.replace") };
        var json = new Option<bool>("--json") { Description = CliTexts.Get(language, "help.json") };
        Option<string[]> map = DiagnoseOptions.MapOption(language);
        Option<string?> step = DiagnoseOptions.StepOption(language), place = StoreOption.Create(language);
        Option<bool> plain = DiagnoseOptions.PlainOption(language);
        var command = new Command("import", CliTexts.Get(language, "help.import"))
        {
            paths, replace, json, map, step, place, Languages.Option(language), plain,
        };
        paths.Validators.Add(result => DiagnoseOptions.RefuseOptions(result, command, language));
        command.SetAction(parsed => StoreOption.Run(parsed.GetValue(place), language, async cancel =>
        {
            using var progress = ReadingProgress.OnTerminal(language);
            var complaints = new Complaints(Console.Error, progress);
            await using IRunStore store = await RunStores.OpenAsync(parsed.GetValue(place), cancel: cancel).ConfigureAwait(false);
            using Stream? output = parsed.GetValue(json) ? Console.OpenStandardOutput() : null;
            var reading = new Diagnosing(DiagnoseOptions.Reading(parsed.GetValue(map) ?? [], parsed.GetValue(step)), progress, complaints, language, cancel);
            List<Report> reports = [];
            await using (var importing = new Importing(store, parsed.GetValue(replace), complaints, language, cancel))
            {
                foreach (ImportedRun imported in parsed.GetValue(paths)!.SelectMany(path => reading.Each(path, importing.Import)))
                {
                    reports.Add(imported.Report);
                    if (output is not null)
                        RunJson.Write(imported.Summary, output);
                }
            }
            progress?.Clear();
            if (output is null && reports.Count > 0)
                new SummaryTable(Screen.Open(Console.Out, parsed.GetValue(plain)), language).Write(reports);
            if (reports.Count > 0)
                complaints.Note(CliTexts.Format(language, "done.imported", reports.Count, reports.Sum(report => report.Record.Observations), store.Place));
            return cancel.IsCancellationRequested ? ExitStatus.Interrupted : complaints.Any ? ExitStatus.Unusable : ExitStatus.Of(reports);
        }));
        return command;
    }
}

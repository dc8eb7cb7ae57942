using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Runs;

/// <summary><c>gradwatch runs</c>: what is kept, a line a run; and what a person changes about one.</summary>
internal static class RunsCommand
{
    internal static Command Create(Language language)
    {
        var text = new Argument<string?>("text")
        {
            Description = CliTexts.Get(language, "help.runs.text"), HelpName = "TEXT", Arity = ArgumentArity.ZeroOrOne,
        };
        var verdict = new Option<string?>("--verdict") { Description = CliTexts.Get(language, "help.runs.verdict"), HelpName = "VERDICT" };
        verdict.AcceptOnlyFromAmong("critical", "warning", "healthy");
        var json = new Option<bool>("--json") { Description = CliTexts.Get(language, "help.json") };
        Option<string?> place = StoreOption.Create(language);
        Option<bool> plain = DiagnoseOptions.PlainOption(language);
        var command = new Command("runs", CliTexts.Get(language, "help.runs")) { text, verdict, json, place, Languages.Option(language), plain };
        foreach (Command sub in RunCommands.All(language))
            command.Add(sub);
        command.SetAction(parsed =>
        {
            RunFilter filter = new() { Text = parsed.GetValue(text), Verdict = parsed.GetValue(verdict), Take = int.MaxValue };
            return StoreOption.Use(parsed.GetValue(place), language, async (store, cancel) =>
            {
                IReadOnlyList<RunSummary> runs = await store.ListAsync(filter, cancel).ConfigureAwait(false);
                if (parsed.GetValue(json))
                    WriteJson(runs);
                else if (runs.Count == 0)
                    Console.WriteLine(CliTexts.Format(language, filter is { Text: null, Verdict: null } ? "runs.none" : "runs.no_match", store.Place));
                else
                    new RunsTable(Screen.Open(Console.Out, parsed.GetValue(plain)), language, TimeProvider.System).Write(runs);
                return ExitStatus.Calm;
            });
        });
        return command;
    }

    private static void WriteJson(IReadOnlyList<RunSummary> runs)
    {
        using Stream output = Console.OpenStandardOutput();
        foreach (RunSummary run in runs)
            RunJson.Write(run, output);
    }
}

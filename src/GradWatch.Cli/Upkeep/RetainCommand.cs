using System.CommandLine;
using System.CommandLine.Parsing;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Runs;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Upkeep;

/// <summary><c>gradwatch retain --keep N --older-than 30d --max-size 5GB</c>: removes the oldest runs.</summary>
internal static class RetainCommand
{
    internal static Command Create(Language language)
    {
        var keep = new Option<int?>("--keep") { Description = CliTexts.Get(language, "help.retain.keep"), HelpName = "N" };
        keep.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && int.TryParse(given, out int runs) && runs < 0)
                result.AddError(CliTexts.Get(language, "error.keep"));
        });
        var age = new Option<TimeSpan?>("--older-than")
        {
            Description = CliTexts.Get(language, "help.retain.older"), HelpName = "AGE", CustomParser = result => Parse<TimeSpan>(result, Age.TryParse, "error.age", language),
        };
        var size = new Option<long?>("--max-size")
        {
            Description = CliTexts.Get(language, "help.retain.size"), HelpName = "SIZE", CustomParser = result => Parse<long>(result, ByteSize.TryParse, "error.size", language),
        };
        var pretend = new Option<bool>("--dry-run") { Description = CliTexts.Get(language, "help.retain.pretend") };
        var json = new Option<bool>("--json") { Description = CliTexts.Get(language, "help.json") };
        Option<string?> place = StoreOption.Create(language);
        Option<bool> plain = DiagnoseOptions.PlainOption(language);
        var command = new Command("retain", CliTexts.Get(language, "help.retain"))
        {
            keep, age, size, pretend, json, place, Languages.Option(language), plain,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(keep) is null && result.GetResult(age) is null && result.GetResult(size) is null)
                result.AddError(CliTexts.Get(language, "error.retain"));
        });
        command.SetAction(parsed => StoreOption.Use(parsed.GetValue(place), language, async (store, cancel) =>
        {
            RetentionPolicy policy = new() { MostRuns = parsed.GetValue(keep), OlderThan = parsed.GetValue(age), MostBytes = parsed.GetValue(size) };
            bool dry = parsed.GetValue(pretend);
            IReadOnlyList<RunSummary> removed = await store.RetainAsync(policy, dry, cancel).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                using Stream output = Console.OpenStandardOutput();
                foreach (RunSummary run in removed)
                    RunJson.Write(run, output);
                return ExitStatus.Calm;
            }
            if (removed.Count > 0)
                new RunsTable(Screen.Open(Console.Out, parsed.GetValue(plain)), language, TimeProvider.System).Write(removed);
            Console.WriteLine(CliTexts.Format(language, dry ? "retain.would" : "retain.done", removed.Count, store.Place));
            if (!dry && removed.Count > 0)
                await CompactCommand.RunAsync(store, language, cancel).ConfigureAwait(false);
            return ExitStatus.Calm;
        }));
        return command;
    }

    private delegate bool TryParse<T>(string text, out T value);

    private static T? Parse<T>(ArgumentResult result, TryParse<T> parse, string error, Language language) where T : struct
    {
        string given = result.Tokens is [{ Value: var text }] ? text : "";
        if (parse(given, out T value))
            return value;
        result.AddError(CliTexts.Format(language, error, given));
        return null;
    }
}

using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Runs;

/// <summary><c>gradwatch runs show|rename|note|tag|delete RUN</c>.</summary>
internal static class RunCommands
{
    internal static IEnumerable<Command> All(Language language) =>
        [Show(language), Rename(language), Note(language), Tag(language), Delete(language)];

    private static Command Show(Language language)
    {
        Argument<string> run = RunArgument(language);
        var json = new Option<bool>("--json") { Description = CliTexts.Get(language, "help.json") };
        Option<bool> plain = DiagnoseOptions.PlainOption(language);
        return On("show", language, [run, json, plain], run, async (parsed, store, found, cancel) =>
        {
            if (parsed.GetValue(json))
            {
                using Stream output = Console.OpenStandardOutput();
                RunJson.Write(found, output);
            }
            else
            {
                await new RunPage(Screen.Open(Console.Out, parsed.GetValue(plain)), language).WriteAsync(found, store, cancel).ConfigureAwait(false);
            }
            return found.Verdict == "critical" ? ExitStatus.Critical : ExitStatus.Calm;
        });
    }

    private static Command Rename(Language language)
    {
        Argument<string> run = RunArgument(language), name = Text("name", language);
        return On("rename", language, [run, name], run, (parsed, store, found, cancel) =>
            ChangeAsync(store, found, new RunChange { Name = parsed.GetValue(name) }, cancel));
    }

    private static Command Note(Language language)
    {
        Argument<string> run = RunArgument(language), note = Text("note", language);
        return On("note", language, [run, note], run, (parsed, store, found, cancel) =>
            ChangeAsync(store, found, new RunChange { Note = parsed.GetValue(note) }, cancel));
    }

    private static Command Tag(Language language)
    {
        Argument<string> run = RunArgument(language);
        var tags = new Argument<string[]>("tags") { Description = CliTexts.Get(language, "help.tag.tags"), HelpName = "NAME=VALUE", Arity = ArgumentArity.OneOrMore };
        tags.Validators.Add(result =>
        {
            foreach (string given in result.Tokens.Select(token => token.Value).Where(given => given.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError(CliTexts.Format(language, "error.tag_form", given));
        });
        return On("tag", language, [run, tags], run, (parsed, store, found, cancel) => ChangeAsync(store, found, new RunChange
        {
            Tags = parsed.GetValue(tags)!.Select(tag => tag.Split('=', 2)).GroupBy(tag => tag[0]).ToDictionary(tag => tag.Key, tag => tag.Last()[1]),
        }, cancel));
    }

    private static Command Delete(Language language)
    {
        Argument<string> run = RunArgument(language);
        return On("delete", language, [run], run, async (_, store, found, cancel) =>
        {
            await store.DeleteAsync(found.Id, cancel).ConfigureAwait(false);
            Console.WriteLine(CliTexts.Format(language, "runs.deleted", found.Name, found.Id));
            return ExitStatus.Calm;
        });
    }

    private static async Task<int> ChangeAsync(IRunStore store, RunSummary run, RunChange change, CancellationToken cancel)
    {
        RunSummary changed = await store.ChangeAsync(run.Id, change, cancel).ConfigureAwait(false) ?? run;
        Console.WriteLine(RunPage.Line(changed));
        return ExitStatus.Calm;
    }

    private static Command On(
        string name, Language language, Symbol[] symbols, Argument<string> run,
        Func<ParseResult, IRunStore, RunSummary, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, CliTexts.Get(language, "help." + name));
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }
        Option<string?> place = StoreOption.Create(language);
        command.Add(place);
        command.Add(Languages.Option(language));
        command.SetAction(parsed => StoreOption.Use(parsed.GetValue(place), language, (store, cancel) =>
            RunFinder.WithAsync(store, parsed.GetValue(run)!, language, found => act(parsed, store, found, cancel), cancel)));
        return command;
    }

    internal static Argument<string> RunArgument(Language language) =>
        new("run") { Description = CliTexts.Get(language, "help.run"), HelpName = "RUN" };

    private static Argument<string> Text(string name, Language language) =>
        new(name) { Description = CliTexts.Get(language, $"help.{name}.text"), HelpName = "TEXT" };
}

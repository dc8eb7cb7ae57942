using System.CommandLine;
using GradWatch.Cli.Diagnose;
using GradWatch.Cli.Explain.Markdown;
using GradWatch.Cli.Help;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Explain;

/// <summary><c>gradwatch explain [ID…]</c>: the page of a detector, cause or remedy, or a list of them.</summary>
internal static class ExplainCommand
{
    internal static Command Create(Language language)
    {
        var ids = new Argument<string[]>("ids") { Description = CliTexts.Get(language, "help.explain.ids"), HelpName = "ID", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> plain = DiagnoseOptions.PlainOption(language);
        var command = new Command("explain", CliTexts.Get(language, "help.explain")) { ids, plain, Languages.Option(language) };
        ids.Validators.Add(result => DiagnoseOptions.RefuseOptions(result, command, language));
        command.SetAction(parsed => Run(parsed.GetValue(ids)!, Screen.Open(Console.Out, parsed.GetValue(plain)), language));
        return command;
    }

    private static int Run(string[] ids, IAnsiConsole console, Language language)
    {
        if (ids.Length == 0)
        {
            new SubjectList(console, language, HelpPage.Width()).Write();
            return ExitStatus.Calm;
        }
        var complaints = new Complaints(Console.Error, null);
        bool first = true;
        foreach (string id in ids.Distinct())
        {
            if (PageShelf.Find(id) is not { } subject)
            {
                complaints.Add(Unknown(id, language));
                continue;
            }
            if (!first)
                console.WriteLine();
            first = false;
            new Printer(console, language, HelpPage.Width()).Write(PageShelf.Blocks(subject, language));
        }
        return complaints.Any ? ExitStatus.Unusable : ExitStatus.Calm;
    }

    private static string Unknown(string id, Language language)
    {
        string meant = Spelling.Nearest(id, PageShelf.All.Select(subject => subject.Id)) is { } nearest ? CliTexts.Format(language, "error.meant", nearest) + " " : "";
        return CliTexts.Format(language, "error.explain", id, meant, $"{CommandLine.Name} explain");
    }
}

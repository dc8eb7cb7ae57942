using System.CommandLine;
using GradWatch.Cli.Charts;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Logs;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Diagnose;

/// <summary><c>gradwatch diagnose PATH…</c>: from logs to verdicts.</summary>
internal static class DiagnoseCommand
{
    internal static Command Create(Language language)
    {
        var options = new DiagnoseOptions(language);
        var command = new Command("diagnose", CliTexts.Get(language, "help.diagnose"));
        options.AddTo(command);
        command.SetAction(parsed => Run(parsed, options, language));
        return command;
    }

    private static int Run(ParseResult parsed, DiagnoseOptions options, Language language)
    {
        bool json = parsed.GetValue(options.Json);
        bool failed = false;
        void Fail(string message)
        {
            failed = true;
            Console.Error.WriteLine($"gradwatch: {message}");
        }
        List<Report> reports = [];
        using var output = json ? new JsonOutput(Console.OpenStandardOutput(), language, parsed.GetValue(options.Indent)) : null;
        using var progress = ReadingProgress.OnTerminal(language);
        var diagnosis = new Diagnosing(
            DiagnoseOptions.Reading(parsed.GetValue(options.Map) ?? [], parsed.GetValue(options.Step)), progress,
            unreadable => Fail(unreadable.In(language)));
        foreach (Report report in parsed.GetValue(options.Paths)!.SelectMany(diagnosis.Of))
        {
            reports.Add(report);
            output?.Write(report);
        }
        progress?.Clear();
        if (!json && reports.Count > 0)
            Print(reports, parsed, options, language);
        WriteFile(parsed.GetValue(options.Html), file => HtmlFile.Write(reports, file, language), Fail, language);
        WriteFile(parsed.GetValue(options.Png), file => ChartFile.Write(reports, file, language), Fail, language);
        if (failed)
            return ExitStatus.Unusable;
        return reports.Any(report => report.Verdict == "critical") ? ExitStatus.Critical : ExitStatus.Calm;
    }

    private static void Print(List<Report> reports, ParseResult parsed, DiagnoseOptions options, Language language)
    {
        IAnsiConsole console = Screen.Open(Console.Out, parsed.GetValue(options.Plain));
        if (reports.Count == 1)
            new ConsoleReport(console, language, parsed.GetValue(options.Code)!).Write(reports[0]);
        else
            new SummaryTable(console, language).Write(reports);
    }

    private static void WriteFile(string? file, Action<string> write, Action<string> fail, Language language)
    {
        if (file is null)
            return;
        try
        {
            write(file);
            Console.Error.WriteLine(CliTexts.Format(language, "done.written", file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            fail(CliTexts.Format(language, "error.write", file, failure.Message));
        }
    }
}

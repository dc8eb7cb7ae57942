using System.CommandLine;
using System.Text;
using GradWatch.Cli.Charts;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Diagnose;

/// <summary><c>gradwatch diagnose PATH…</c>: from logs to verdicts.</summary>
internal static class DiagnoseCommand
{
    internal static Command Create(Language language)
    {
        var command = new Command("diagnose", CliTexts.Get(language, "help.diagnose"));
        var options = new DiagnoseOptions(command, language);
        command.SetAction(parsed => Run(parsed, options, language));
        return command;
    }

    private static int Run(ParseResult parsed, DiagnoseOptions options, Language language)
    {
        bool indent = parsed.GetValue(options.Indent), json = indent || parsed.GetValue(options.Json);
        using var interruption = new Interruption();
        using var progress = ReadingProgress.OnTerminal(language);
        var complaints = new Complaints(Console.Error, progress);
        using var output = json ? new JsonOutput(Console.OpenStandardOutput(), complaints, language, indent) : null;
        var diagnosis = new Diagnosing(
            DiagnoseOptions.Reading(parsed.GetValue(options.Map) ?? [], parsed.GetValue(options.Step)), progress, complaints, language, interruption.Token);
        var stored = new StoredRuns(parsed.GetValue(options.Store), complaints, language, interruption.Token);
        List<Report> reports = [];
        foreach (Report report in parsed.GetValue(options.Paths)!.SelectMany(path => stored.Wants(path) ? stored.Of(path) : diagnosis.Of(path)))
        {
            reports.Add(report);
            output?.Write(report);
        }
        progress?.Clear();
        if (!json && reports.Count > 0)
            Print(reports, parsed, options, language);
        WriteFile(parsed.GetValue(options.Html), reports, Html, complaints, language);
        WriteFile(parsed.GetValue(options.Png), reports, ChartFile.Write, complaints, language);
        if (interruption.Token.IsCancellationRequested)
        {
            complaints.Note(CliTexts.Get(language, reports.Count > 0 ? "interrupted.partly" : "interrupted"));
            return ExitStatus.Interrupted;
        }
        return complaints.Any ? ExitStatus.Unusable : ExitStatus.Of(reports);
    }

    private static void Print(List<Report> reports, ParseResult parsed, DiagnoseOptions options, Language language)
    {
        IAnsiConsole console = Screen.Open(Console.Out, parsed.GetValue(options.Plain));
        if (reports.Count == 1)
            new ConsoleReport(console, language, parsed.GetValue(options.Code)!).Write(reports[0]);
        else
            new SummaryTable(console, language).Write(reports);
    }

    private static void Html(IReadOnlyList<Report> reports, Stream output, Language language)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        HtmlReport.Write(reports, writer, language);
    }

    private static void WriteFile(
        string? file, List<Report> reports, Action<IReadOnlyList<Report>, Stream, Language> write, Complaints complaints, Language language)
    {
        if (file is null)
            return;
        if (reports.Count == 0)
        {
            complaints.Add(CliTexts.Format(language, "error.nothing", file));
            return;
        }
        try
        {
            WholeFile.Write(file, stream => write(reports, stream, language));
            complaints.Note(CliTexts.Format(language, "done.written", file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            complaints.Add(CliTexts.Format(language, "error.write", file, failure.Message));
        }
    }
}

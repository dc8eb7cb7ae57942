using GradWatch.Cli.Texts;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Terminal;

/// <summary>Several runs: a line each, and one verdict each.</summary>
internal sealed class SummaryTable(IAnsiConsole console, Language language)
{
    // One scale for all runs, so that their lines compare.
    private const double Least = 1e-4;
    private const double Greatest = 1e12;
    private const int SparkColumns = 16;
    private const int LongestName = 44;

    private readonly Page _page = new(console);

    internal void Write(IReadOnlyList<Report> reports)
    {
        List<string> names = [.. reports.Select(report => Shorten(report.Run.Name is null ? report.Run.Source : $"{report.Run.Source} {report.Run.Name}"))];
        int width = Math.Clamp(names.Max(name => name.Length), 3, LongestName);
        string Head(string key) => Wording.Texts.Get(language, "report.summary." + key);
        _page.Line(($"{Head("verdict"),-10}{Head("run").PadRight(width)} {Head("steps"),9}  {Head("worst"),-22}{Head("since"),8}  {Head("max_norm"),9}  {"1e-4…1e12",-16}", Tone.Faint));
        for (int i = 0; i < reports.Count; i++)
            WriteRow(reports[i], names[i].PadRight(width));
        _page.Line();
        int Count(string verdict) => reports.Count(report => report.Verdict == verdict);
        _page.Line((Wording.Texts.Format(language, "report.summary.title", [reports.Count, Count("critical"), Count("warning"), Count("healthy")])
            + " " + CliTexts.Get(language, "summary.full"), Tone.Plain));
    }

    private void WriteRow(Report report, string name)
    {
        SeriesTrace? norm = report.Record.Find(Quantity.GradNorm);
        var main = Headline.Main(report);
        string spark = norm is null ? "" : Sparkline.OnScale(norm, SparkColumns, Least, Greatest);
        _page.Line(
            ($"{Headline.Word(report).In(language).ToLowerInvariant(),-10}", Tone.Of(report.Worst == Detectors.Severity.Info ? null : report.Worst)),
            ($"{name} {report.Record.LastStep - report.Record.FirstStep + 1,9}  {main?.Detector ?? "-",-22}{(main is null ? "-" : Figures.Plain(main.FirstStep)),8}  ", Tone.Plain),
            ($"{(norm is null ? "-" : Figures.Format(norm.Max)),9}  ", Tone.Plain), (spark, Tone.Info));
    }

    // The end of a path tells runs apart.
    private static string Shorten(string name) => name.Length <= LongestName ? name : "…" + name[^(LongestName - 1)..];
}

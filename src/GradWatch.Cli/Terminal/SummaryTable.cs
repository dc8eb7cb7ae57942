using GradWatch.Cli.Texts;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;
using WordingTexts = GradWatch.Wording.Texts;

namespace GradWatch.Cli.Terminal;

/// <summary>Several runs: a line each, then a sentence on each that is not healthy.</summary>
internal sealed class SummaryTable(IAnsiConsole console, Language language)
{
    // One scale for all runs, so that their lines compare.
    private const double Least = 1e-4;
    private const double Greatest = 1e12;
    private const string ScaleHead = "1e-4…1e12";
    private const int Verdict = 10;
    private const int ShortestName = 16;
    private static readonly string[] Heads = ["steps", "worst", "since", "max_norm"];

    private readonly Page _page = new(console);

    internal void Write(IReadOnlyList<Report> reports)
    {
        string[] head = [.. Heads.Select(Text)];
        string[][] cells = [.. reports.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, head.Length).Select(i => cells.Max(row => Math.Max(row[i].Length, head[i].Length)))];
        string[] names = RunNames.Of(reports);
        int most = Math.Max(ShortestName, Screen.Columns - Verdict - widths.Sum() - 2 * (head.Length + 1) - ScaleHead.Length);
        int name = Math.Min(most, Math.Max(Text("run").Length, names.Max(one => one.Length)));
        _page.Line((Text("verdict").PadRight(Verdict) + Row(Text("run").PadRight(name), head, widths) + ScaleHead, Tone.Faint));
        for (int i = 0; i < reports.Count; i++)
        {
            SeriesTrace? norm = reports[i].Record.Find(Quantity.GradNorm);
            _page.Line(
                [
                    (Word(reports[i]).PadRight(Verdict), Tone.OfVerdict(reports[i])),
                    (Row(Fitting.End(names[i], name).PadRight(name), cells[i], widths), Tone.Plain),
                    .. Tone.OfSparkline(norm is null ? "" : Sparkline.OnScale(norm, ScaleHead.Length, Least, Greatest)),
                ]);
        }
        _page.Line();
        WriteSick(reports, names);
        int Count(string verdict) => reports.Count(report => report.Verdict == verdict);
        _page.Paragraph("", Tone.Plain, 0, WordingTexts.Format(
            language, "report.summary.title", [reports.Count, Count("critical"), Count("warning"), Count("healthy")])
            + " " + CliTexts.Get(language, "summary.full"), Tone.Plain);
    }

    private void WriteSick(IReadOnlyList<Report> reports, string[] names)
    {
        bool any = false;
        for (int i = 0; i < reports.Count; i++)
        {
            if (reports[i].Verdict == "healthy")
                continue;
            any = true;
            _page.Paragraph(Word(reports[i]), Tone.OfVerdict(reports[i]), Verdict, $"{names[i]}: {Headline.For(reports[i])[0].In(language)}", Tone.Plain);
        }
        if (any)
            _page.Line();
    }

    private string[] Cells(Report report)
    {
        SeriesTrace? norm = report.Record.Find(Quantity.GradNorm);
        Episode? main = Headline.Main(report);
        return
        [
            Figures.Plain(report.Record.LastStep - report.Record.FirstStep + 1),
            main?.Detector ?? "-",
            main is null ? "-" : Figures.Plain(main.FirstStep),
            norm is null ? "-" : Figures.Format(norm.Max),
        ];
    }

    private static string Row(string name, string[] cells, int[] widths) =>
        $"{name}  {cells[0].PadLeft(widths[0])}  {cells[1].PadRight(widths[1])}  {cells[2].PadLeft(widths[2])}  {cells[3].PadLeft(widths[3])}  ";

    private string Word(Report report) => Headline.Word(report).In(language).ToLowerInvariant();

    private string Text(string key) => WordingTexts.Get(language, "report.summary." + key);
}

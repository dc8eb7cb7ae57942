using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Reports.Plots;
using GradWatch.Wording;
using SkiaSharp;
using WordingTexts = GradWatch.Wording.Texts;

namespace GradWatch.Cli.Charts;

/// <summary>Several runs side by side, each with its verdict and its gradient norm (or loss): to see at once which are sick.</summary>
internal sealed class RunsChart(IReadOnlyList<Report> reports, Language language)
{
    internal const float Width = 1200;
    private const int Most = 30;
    private const int MostColumns = 320;
    private const float Margin = 20;
    private const float Header = 58;
    private const float Frame = 120;
    private const float Panel = 42 + MarkLane.Height + Frame + 44;

    private readonly List<Report> _shown = [.. reports.Take(Most)];

    internal float Height => Header + (_shown.Count + Columns - 1) / Columns * Panel + Margin;

    private int Columns => _shown.Count <= 4 ? 2 : 3;

    internal void Draw(SKCanvas canvas)
    {
        var lettering = new Lettering(canvas);
        using SKFont strong = Lettering.Strong(17);
        int Count(string verdict) => reports.Count(report => report.Verdict == verdict);
        string title = WordingTexts.Format(language, "report.summary.title", [reports.Count, Count("critical"), Count("warning"), Count("healthy")]);
        if (reports.Count > Most)
            title += " " + CliTexts.Format(language, "chart.first", Most);
        lettering.Draw(title, Margin, Margin + 16, strong, ChartColours.Ink);
        float width = (Width - 2 * Margin) / Columns;
        string[] names = RunNames.Of(_shown);
        for (int i = 0; i < _shown.Count; i++)
            Draw(canvas, lettering, _shown[i], names[i], Margin + i % Columns * width, Header + i / Columns * Panel, width - 16);
    }

    private void Draw(SKCanvas canvas, Lettering lettering, Report report, string name, float x, float y, float width)
    {
        using SKFont strong = Lettering.Strong(12.5f);
        using SKFont plain = Lettering.Plain(11.5f);
        lettering.Draw(Lettering.Fit(name, width, plain), x, y + 10, plain, ChartColours.Soft);
        string word = Headline.Word(report).In(language) + ".";
        float at = lettering.Draw(word, x, y + 28, strong, ChartColours.Of(report.Worst == Severity.Info ? null : report.Worst));
        string verdict = Headline.For(report)[0].In(language);
        lettering.Draw(Lettering.Fit(verdict, x + width - at - 6, plain, false), at + 6, y + 28, plain, ChartColours.Ink);
        if ((report.Record.Find(Quantity.GradNorm) ?? report.Record.Find(Quantity.Loss)) is not { } trace)
            return;
        var strip = new Strip(trace, StripStyle.Of(trace.Series.Quantity), new StepAxis(report.Record), MostColumns);
        float left = x + StripPlot.TickRoom, top = y + 42 + MarkLane.Height, frame = width - StripPlot.TickRoom;
        lettering.Draw(trace.Series.Name, left, y + 43, plain, ChartColours.Faint);
        List<Episodes.Episode> own = [.. StripStack.Episodes(report, trace.Series).Where(episode => episode.Severity > Severity.Info)];
        double? alarm = own.Count > 0 ? own.Min(episode => episode.AlarmStep) : null;
        using (var plot = new StripPlot(strip, Frame))
                plot.Draw(canvas, left, top, frame, Tint.Of(own, strip.Steps), alarm, true);
        new MarkLane(canvas).Draw(strip, left, top, frame, Frame);
    }
}

using GradWatch.Cli.Charts;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Reports.Plots;
using SkiaSharp;

namespace GradWatch.PagePlots;

/// <summary>A few series of a run over one axis of steps, with the episodes above them and the alarm through them.</summary>
/// <remarks>Words in it are identifiers and numbers alone, so that one picture serves every language.</remarks>
internal sealed class SeriesPlot(ShownRun run, PlotRequest request)
{
    internal const float Width = 760;
    private const float Margin = 12;
    private const float Gutter = 150;
    private const float Left = Margin + Gutter + StripPlot.TickRoom;
    private const float FrameWidth = Width - Left - Margin;
    private const float Header = 26;
    private const float Gap = 8;
    private const float AxisRoom = 24;
    private const int MostColumns = 540;
    private const int MostLanes = 4;

    internal static float HeightOf(ShownRun run, PlotRequest request) => new SeriesPlot(run, request).Height();

    internal void Draw(SKCanvas canvas)
    {
        var lettering = new Lettering(canvas);
        Report told = Told();
        var steps = new StepAxis(run.Report.Record);
        long? alarm = Alarm(told);
        using SKFont mono = Lettering.Mono(11);
        string title = alarm is { } at ? $"{request.Run}   \u25bc {at}" : request.Run;
        lettering.Draw(title, Margin, Header - 10, mono, ChartColours.Soft);
        float y = Header;
        new EpisodeLanes(canvas).Draw(told, steps, Margin, Left, y, FrameWidth);
        y += EpisodeLanes.HeightOf(told) + Gap;
        List<Strip> strips = Strips(steps);
        for (int i = 0; i < strips.Count; i++)
        {
            Strip strip = strips[i];
            float height = (float)strip.Style.Height;
            y += MarkLane.Height;
            IEnumerable<Episode> own = told.Episodes.Where(episode => episode.Severity > Severity.Info && episode.Series.Quantity == strip.Series.Quantity);
            using (var plot = new StripPlot(strip, height))
                plot.Draw(canvas, Left, y, FrameWidth, Tint.Of([.. own], steps), alarm, i == strips.Count - 1);
            new MarkLane(canvas).Draw(strip, Left, y, FrameWidth, height);
            Name(lettering, strip, y);
            y += height + Gap;
        }
    }

    private float Height()
    {
        var steps = new StepAxis(run.Report.Record);
        return Header + EpisodeLanes.HeightOf(Told()) + Gap + Strips(steps).Sum(strip => MarkLane.Height + (float)strip.Style.Height + Gap) + AxisRoom;
    }

    // A detector's page shows its own episodes; a cause's those that the diagnosis is about.
    private Report Told()
    {
        IEnumerable<Episode> episodes = request.Kind == "detectors"
            ? run.Report.Episodes.Where(episode => episode.Detector == request.Id)
            : First(run.Report.Episodes.Where(episode => episode.Severity > Severity.Info));
        return run.Report with { Episodes = [.. episodes] };
    }

    private static IEnumerable<Episode> First(IEnumerable<Episode> episodes)
    {
        List<Episode> all = [.. episodes];
        HashSet<string> shown = [.. all.Select(episode => episode.Detector).Distinct().Take(MostLanes)];
        return all.Where(episode => shown.Contains(episode.Detector));
    }

    private static long? Alarm(Report told)
    {
        IEnumerable<Episode> alarms = told.Episodes.Where(episode => episode.Severity > Severity.Info);
        return alarms.Any() ? alarms.Min(episode => episode.AlarmStep) : told.Episodes.Min(episode => (long?)episode.AlarmStep);
    }

    private List<Strip> Strips(StepAxis steps) =>
        [.. request.Series.Select(name => run.Find(name)).Select(trace => new Strip(trace, Style(trace.Series), steps, MostColumns))];

    // The norm of one tensor is not the norm of all: the usual range is not its own.
    private static StripStyle Style(Series series) => series.IsOfRun ? StripStyle.Of(series.Quantity) : new StripStyle(null, 104, true);

    private static void Name(Lettering lettering, Strip strip, float y)
    {
        using SKFont mono = Lettering.Mono(11.5f);
        using SKFont small = Lettering.Plain(10.5f);
        lettering.Draw(strip.Series.Quantity.Name(), Margin, y + 11, mono, ChartColours.Ink);
        float at = y + 27;
        if (strip.Series.Tensor is { } tensor)
        {
            lettering.Draw(tensor, Margin, at, mono, ChartColours.Soft);
            at += 15;
        }
        if (strip.Values.Scale != ValueScale.Linear)
        {
            lettering.Draw("log", Margin, at, small, ChartColours.Faint);
            at += 15;
        }
        if (strip.Style.Band)
        {
            lettering.Draw("1e-2 \u2026 1e1", Margin, at, small, ChartColours.Band);
            at += 15;
        }
        if (strip.Style.Limit is { } limit)
            lettering.Draw("- - " + (limit >= 100 ? "1e2" : "0.1"), Margin, at, small, ChartColours.Warning);
    }
}

using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Reports;
using GradWatch.Reports.Plots;
using SkiaSharp;

namespace GradWatch.Cli.Charts;

/// <summary>A row for each detector with its episodes as bars: solid critical, hatched warning, outline info; an arrow end is still open, ▼ the alarm.</summary>
internal sealed class EpisodeLanes(SKCanvas canvas)
{
    private const float Row = 19;
    private const float Bar = 8;
    private const float Least = 3;

    internal static float HeightOf(Report report) => Lane.Of(report).Count * Row;

    internal void Draw(Report report, StepAxis steps, float left, float x, float y, float width)
    {
        using SKFont font = Lettering.Mono(11);
        var lettering = new Lettering(canvas);
        foreach (Lane lane in Lane.Of(report))
        {
            float middle = y + Row / 2;
            using var rule = new SKPaint { Color = ChartColours.Grid, StrokeWidth = 1 };
            canvas.DrawLine(x, middle, x + width, middle, rule);
            lettering.Draw(Lettering.Fit(lane.Detector, x - left - 8, font, false), left, middle + 4, font, ChartColours.Of(lane.Worst));
            foreach (Episode episode in lane.Episodes)
                Draw(episode, middle);
            y += Row;
        }

        void Draw(Episode episode, float middle)
        {
            float from = x + (float)(steps.CellStart(episode.FirstStep) / StepAxis.Width) * width;
            float to = x + (float)(episode.Closed ? steps.CellEnd(episode.LastStep) / StepAxis.Width : 1) * width;
            DrawBar(from, Math.Max(to, from + Least), middle, episode.Severity, !episode.Closed);
            Alarm(x + (float)(steps.At(episode.AlarmStep) / StepAxis.Width) * width, middle);
        }
    }

    private void DrawBar(float from, float to, float middle, Severity severity, bool open)
    {
        using var bar = new SKPath();
        float top = middle - Bar / 2, bottom = middle + Bar / 2, tip = open ? Math.Min(5, to - from) : 0;
        bar.MoveTo(from, top);
        bar.LineTo(to - tip, top);
        bar.LineTo(to, open ? middle : top);
        bar.LineTo(open ? to - tip : to, bottom);
        bar.LineTo(from, bottom);
        bar.Close();
        using var paint = new SKPaint { Color = ChartColours.Of(severity), IsAntialias = true, StrokeWidth = 1.2f, IsStroke = severity != Severity.Critical };
        canvas.DrawPath(bar, paint);
        if (severity != Severity.Warning)
            return;
        canvas.Save();
        canvas.ClipPath(bar);
        for (float at = from - Bar; at < to + Bar; at += 4)
            canvas.DrawLine(at, bottom, at + Bar, top, paint);
        canvas.Restore();
    }

    private void Alarm(float x, float middle)
    {
        using var mark = new SKPath();
        mark.MoveTo(x - 4, middle - Row / 2 + 1);
        mark.LineTo(x + 4, middle - Row / 2 + 1);
        mark.LineTo(x, middle - Row / 2 + 7);
        mark.Close();
        using var paint = new SKPaint { Color = ChartColours.Ink, IsAntialias = true };
        canvas.DrawPath(mark, paint);
    }
}

using GradWatch.Cli.Charts;
using GradWatch.Demo.Experiments;
using GradWatch.Demo.Texts;
using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using SkiaSharp;

namespace GradWatch.Demo.Charts;

/// <summary>One measure: what it is, how the two runs ended, and their gradient norms.</summary>
internal sealed class MeasurePanel(SKCanvas canvas, StepsAxis steps, NormAxis norms, Language language)
{
    internal const float Height = Top + Frame + Below;
    private const float Top = 62;
    private const float Frame = 168;
    private const float Below = 20;
    private const float TickRoom = 40;
    private const float Inset = 8;
    private readonly Lettering _lettering = new(canvas);

    internal void Draw(Told told, float x, float y, float width)
    {
        DrawHead(told, x + TickRoom, y, width - TickRoom);
        var frame = new SKRect(x + TickRoom, y + Top, x + width, y + Top + Frame);
        using (var panel = new SKPaint { Color = ChartColours.Panel })
            canvas.DrawRect(frame, panel);
        DrawGrid(frame);
        using (SKPaint line = Pen.Untreated())
            DrawRun(told.Before, frame, line);
        using (SKPaint line = Pen.Treated())
            DrawRun(told.After, frame, line);
        DrawEvents(told.Before, frame);
    }

    private void DrawHead(Told told, float x, float y, float width)
    {
        using SKFont strong = Lettering.Strong(14);
        using SKFont mono = Lettering.Mono(11);
        using SKFont word = Lettering.Strong(12.5f);
        using SKFont plain = Lettering.Plain(12.5f);
        _lettering.Draw(told.Measure.In(language), x, y + 13, strong, ChartColours.Ink);
        _lettering.Draw(told.Measure.Id, x + width, y + 13, mono, ChartColours.Faint, SKTextAlign.Right);
        float at = Verdict(told.Before, x);
        at = _lettering.Draw("→", at + 7, y + 34, plain, ChartColours.Faint) + 7;
        Verdict(told.After, at);

        float Verdict(Outcome run, float from)
        {
            Severity? severity = run.Report.Worst == Severity.Info ? null : run.Report.Worst;
            from = _lettering.Draw(Headline.Word(run.Report).In(language), from, y + 34, word, ChartColours.Of(severity));
            string loss = $"{Figures.Format(run.Loss.First)} → {Figures.Format(run.Loss.Last)}";
            return _lettering.Draw(", " + DemoTexts.Format(language, "chart.loss", loss), from, y + 34, plain, ChartColours.Soft);
        }
    }

    private void DrawGrid(SKRect frame)
    {
        using SKFont small = Lettering.Plain(11);
        using (var band = new SKPaint { Color = Pen.Band })
            canvas.DrawRect(new SKRect(frame.Left, Up(frame, NormAxis.UsualHigh), frame.Right, Up(frame, NormAxis.UsualLow)), band);
        using SKPaint grid = Pen.Hair(ChartColours.Grid);
        foreach ((double norm, string label) in norms.Ticks())
        {
            float y = Up(frame, norm);
            canvas.DrawLine(frame.Left, y, frame.Right, y, grid);
            _lettering.Draw(label, frame.Left - 6, y + 4, small, ChartColours.Faint, SKTextAlign.Right);
        }
        foreach (long step in steps.Ticks())
        {
            float x = Along(frame, step);
            canvas.DrawLine(x, frame.Top, x, frame.Bottom, grid);
            _lettering.Draw(Figures.Plain(step), x, frame.Bottom + 14, small, ChartColours.Faint, SKTextAlign.Center);
        }
        using SKPaint rule = Pen.Hair(ChartColours.Rule);
        canvas.DrawRect(frame, rule);
    }

    // A line is not joined over what is not finite.
    private void DrawRun(Outcome run, SKRect frame, SKPaint line)
    {
        using var path = new SKPath();
        bool joined = false;
        int points = 0;
        foreach (TraceBin bin in run.Norm.Bins)
        {
            bool shown = bin.NonFinite == 0 && bin.Max > 0;
            if (shown && joined)
                path.LineTo(Along(frame, bin.FirstStep), Up(frame, bin.Max));
            else if (shown)
                path.MoveTo(Along(frame, bin.FirstStep), Up(frame, bin.Max));
            joined = shown;
            points += shown ? 1 : 0;
        }
        canvas.DrawPath(path, line);
        if (points > 8)
            return;
        // Few steps: each is a point, and a single one is no line at all.
        using var dot = new SKPaint { Color = line.Color, IsAntialias = true };
        foreach (TraceBin bin in run.Norm.Bins)
        {
            if (bin.NonFinite == 0 && bin.Max > 0)
                canvas.DrawCircle(Along(frame, bin.FirstStep), Up(frame, bin.Max), 3, dot);
        }
    }

    private void DrawEvents(Outcome run, SKRect frame)
    {
        using SKFont small = Lettering.Plain(11);
        if (run.Alarm is { } alarm)
        {
            float x = Along(frame, alarm);
            using SKPaint dots = Pen.Dots(ChartColours.Ink);
            canvas.DrawLine(x, frame.Top, x, frame.Bottom, dots);
            Pen.Triangle(canvas, x, frame.Top - 9);
        }
        if (run.Norm.FirstNonFiniteStep is { } broken)
        {
            float x = Along(frame, broken);
            using SKPaint dots = Pen.Dots(ChartColours.NotFinite);
            canvas.DrawLine(x, frame.Top, x, frame.Bottom, dots);
            Pen.Cross(canvas, x, frame.Top - 6);
            _lettering.Draw($"NaN {Figures.Plain(broken)}–{Figures.Plain(run.Norm.LastStep)}", x + 8, frame.Top - 2, small, ChartColours.NotFinite);
        }
    }

    private float Along(SKRect frame, double step) => frame.Left + Inset + (float)steps.At(step) * (frame.Width - 2 * Inset);

    private float Up(SKRect frame, double norm) => frame.Bottom - (float)norms.At(norm) * frame.Height;
}

using GradWatch.Reports.Plots;
using SkiaSharp;

namespace GradWatch.Cli.Charts;

/// <summary>What is not finite, as marks in a lane above the frame: × NaN, ▲ Inf, ▼ -Inf, with its steps.</summary>
internal sealed class MarkLane(SKCanvas canvas)
{
    internal const float Height = 14;
    private const float Radius = 3.4f;
    private const float Apart = 16;

    internal void Draw(Strip strip, float x, float bottom, float width, float frameHeight)
    {
        using SKFont font = Lettering.Plain(10.5f);
        var lettering = new Lettering(canvas);
        List<NonFiniteMark> marks = NonFiniteMark.Of(strip.Columns);
        float free = x - Apart;
        for (int i = 0; i < marks.Count; i++)
        {
            float first = At(marks[i].Middles[0]);
            float end = i + 1 < marks.Count ? Math.Max(first + Apart, At(marks[i + 1].Middles[0]) - Apart / 2) : x + width + 8;
            DottedLine(first, bottom, frameHeight);
            if (first - free >= 0)
                Mark(marks[i].Kind, first, bottom - Height / 2);
            free = Math.Max(free, first + Apart);
            string label = $"{marks[i].Word} {marks[i].Steps}";
            if (first + 7 + font.MeasureText(label) > end)
                label = marks[i].Word;
            if (first + 7 + font.MeasureText(label) <= end)
                free = lettering.Draw(label, first + 7, bottom - 3.2f, font, ChartColours.NotFinite) + Apart / 2;
            foreach (float at in marks[i].Middles.Skip(1).Select(At).Where(at => at < end))
            {
                if (at < free)
                    continue;
                Mark(marks[i].Kind, at, bottom - Height / 2);
                free = at + Apart;
            }
        }

        float At(double step) => x + (float)(strip.Steps.At(step) / StepAxis.Width) * width;
    }

    private void DottedLine(float at, float top, float height)
    {
        using var dots = SKPathEffect.CreateDash([1.5f, 2.5f], 0);
        using var paint = new SKPaint { Color = ChartColours.NotFinite, StrokeWidth = 1, IsStroke = true, IsAntialias = true, PathEffect = dots };
        canvas.DrawLine(at, top, at, top + height, paint);
    }

    private void Mark(NonFiniteKind kind, float x, float y)
    {
        using var paint = new SKPaint { Color = ChartColours.NotFinite, StrokeWidth = 1.6f, IsStroke = kind == NonFiniteKind.NaN, IsAntialias = true };
        if (kind == NonFiniteKind.NaN)
        {
            canvas.DrawLine(x - Radius, y - Radius, x + Radius, y + Radius, paint);
            canvas.DrawLine(x - Radius, y + Radius, x + Radius, y - Radius, paint);
            return;
        }
        float up = kind == NonFiniteKind.PositiveInfinity ? Radius : -Radius;
        using var triangle = new SKPath();
        triangle.MoveTo(x, y - up);
        triangle.LineTo(x + Radius + 0.6f, y + up);
        triangle.LineTo(x - Radius - 0.6f, y + up);
        triangle.Close();
        canvas.DrawPath(triangle, paint);
    }
}

using GradWatch.Cli.Charts;
using SkiaSharp;

namespace GradWatch.Demo.Charts;

/// <summary>The marks of the chart. Two runs are told apart by their line, solid and dashed, and not by colour alone.</summary>
internal static class Pen
{
    internal static readonly SKColor Band = ChartColours.Band.WithAlpha(31);
    internal static readonly SKColor Dashed = SKColor.Parse("#c2410c");

    internal static SKPaint Treated() => new() { Color = ChartColours.Line, StrokeWidth = 1.8f, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round };

    internal static SKPaint Untreated() =>
        new() { Color = Dashed, StrokeWidth = 1.8f, IsStroke = true, IsAntialias = true, PathEffect = SKPathEffect.CreateDash([5, 3], 0) };

    internal static SKPaint Hair(SKColor colour) => new() { Color = colour, StrokeWidth = 1, IsStroke = true };

    internal static SKPaint Dots(SKColor colour) =>
        new() { Color = colour, StrokeWidth = 1, IsStroke = true, IsAntialias = true, PathEffect = SKPathEffect.CreateDash([1.5f, 2.5f], 0) };

    internal static void Cross(SKCanvas canvas, float x, float y)
    {
        const float Radius = 3.6f;
        using var paint = new SKPaint { Color = ChartColours.NotFinite, StrokeWidth = 1.7f, IsStroke = true, IsAntialias = true };
        canvas.DrawLine(x - Radius, y - Radius, x + Radius, y + Radius, paint);
        canvas.DrawLine(x - Radius, y + Radius, x + Radius, y - Radius, paint);
    }

    /// <summary>The mark of an alarm, with its upper edge at y.</summary>
    internal static void Triangle(SKCanvas canvas, float x, float y)
    {
        using var mark = new SKPath();
        mark.MoveTo(x - 4.5f, y);
        mark.LineTo(x + 4.5f, y);
        mark.LineTo(x, y + 7);
        mark.Close();
        using var paint = new SKPaint { Color = ChartColours.Ink, IsAntialias = true };
        canvas.DrawPath(mark, paint);
    }
}

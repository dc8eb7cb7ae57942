using GradWatch.Cli.Charts;
using GradWatch.Demo.Experiments;
using GradWatch.Demo.Texts;
using GradWatch.Wording;
using SkiaSharp;

namespace GradWatch.Demo.Charts;

/// <summary>A panel a measure: the gradient norm without it and with it, all on the same two axes.</summary>
internal sealed class MeasuresChart(IReadOnlyList<Told> told, Language language)
{
    private const float Width = 1240;
    private const float Margin = 24;
    private const float Header = 78;
    private const float Gap = 28;
    private const int Columns = 2;

    private readonly NormAxis _norms = NormAxis.Of(told);
    private readonly StepsAxis _steps = StepsAxis.Of(told);

    private float Height => Header + (told.Count + Columns - 1) / Columns * (MeasurePanel.Height + Gap) - Gap + Margin;

    internal static void Write(IReadOnlyList<Told> told, Stream output, Language language)
    {
        var chart = new MeasuresChart(told, Lettering.HasCyrillic ? language : Language.English);
        var size = new SKImageInfo((int)(Width * ChartFile.Scale), (int)Math.Ceiling(chart.Height * ChartFile.Scale));
        using SKSurface surface = SKSurface.Create(size) ?? throw new IOException("no memory for the picture");
        surface.Canvas.Clear(ChartColours.Page);
        surface.Canvas.Scale(ChartFile.Scale);
        chart.Draw(surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(output);
    }

    private void Draw(SKCanvas canvas)
    {
        using SKFont strong = Lettering.Strong(17);
        new Lettering(canvas).Draw(DemoTexts.Get(language, "chart.title"), Margin, Margin + 14, strong, ChartColours.Ink);
        DrawKey(canvas, Margin + 40);
        float width = (Width - 2 * Margin - (Columns - 1) * Gap) / Columns;
        for (int i = 0; i < told.Count; i++)
        {
            // Read downwards: the measures of the first training stay together.
            int rows = (told.Count + Columns - 1) / Columns;
            float x = Margin + i / rows * (width + Gap), y = Header + i % rows * (MeasurePanel.Height + Gap);
            new MeasurePanel(canvas, _steps, _norms, language).Draw(told[i], x, y, width);
        }
    }

    private void DrawKey(SKCanvas canvas, float y)
    {
        using SKFont plain = Lettering.Plain(12);
        var lettering = new Lettering(canvas);
        float x = Margin;
        using (SKPaint line = Pen.Treated())
            canvas.DrawLine(x, y - 4, x + 30, y - 4, line);
        x = Say("chart.with", x + 36);
        using (SKPaint line = Pen.Untreated())
            canvas.DrawLine(x, y - 4, x + 30, y - 4, line);
        x = Say("chart.without", x + 36);
        Pen.Cross(canvas, x + 4, y - 4);
        x = Say("chart.nan", x + 14);
        Pen.Triangle(canvas, x + 4, y - 8);
        x = Say("chart.alarm", x + 14);
        using (var band = new SKPaint { Color = Pen.Band })
            canvas.DrawRect(x, y - 11, 30, 14, band);
        Say("chart.band", x + 36);
        lettering.Draw(DemoTexts.Get(language, "chart.axes"), Width - Margin, y, plain, ChartColours.Faint, SKTextAlign.Right);

        float Say(string key, float at) => lettering.Draw(DemoTexts.Get(language, key), at, y, plain, ChartColours.Soft) + 22;
    }
}

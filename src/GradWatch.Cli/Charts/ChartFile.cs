using GradWatch.Reports;
using GradWatch.Wording;
using SkiaSharp;

namespace GradWatch.Cli.Charts;

/// <summary>Reports as one PNG: a run in full, or several side by side.</summary>
internal static class ChartFile
{
    /// <summary>Pixels a unit of the drawing: enough for a page in print.</summary>
    internal const float Scale = 1.8f;

    internal static void Write(IReadOnlyList<Report> reports, Stream output, Language language)
    {
        Language spoken = Lettering.HasCyrillic ? language : Language.English;
        if (reports.Count == 1)
        {
            var one = new RunChart(reports[0], spoken);
            Draw(RunChart.Width, one.Height, one.Draw, output);
            return;
        }
        var several = new RunsChart(reports, spoken);
        Draw(RunsChart.Width, several.Height, several.Draw, output);
    }

    private static void Draw(float width, float height, Action<SKCanvas> draw, Stream output)
    {
        var size = new SKImageInfo((int)(width * Scale), (int)Math.Ceiling(height * Scale));
        using SKSurface surface = SKSurface.Create(size) ?? throw new IOException("no memory for the picture");
        surface.Canvas.Clear(ChartColours.Page);
        surface.Canvas.Scale(Scale);
        draw(surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        data.SaveTo(output);
    }
}

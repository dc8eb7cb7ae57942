using GradWatch.Cli.Charts;
using SkiaSharp;

namespace GradWatch.PagePlots;

/// <summary>A drawing as a PNG, small enough to lie in a repository.</summary>
internal static class Picture
{
    private const float Scale = 1.25f;

    internal static void Write(string path, float width, float height, Action<SKCanvas> draw)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo((int)(width * Scale), (int)Math.Ceiling(height * Scale)))
            ?? throw new IOException("no memory for the picture");
        surface.Canvas.Clear(ChartColours.Panel);
        surface.Canvas.Scale(Scale);
        draw(surface.Canvas);
        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        using FileStream file = File.Create(path);
        data.SaveTo(file);
    }
}

using GradWatch.Detectors;
using SkiaSharp;

namespace GradWatch.Cli.Charts;

/// <summary>The colours of the light theme, the same as in the HTML report.</summary>
internal static class ChartColours
{
    internal static readonly SKColor Page = SKColor.Parse("#f6f7f7");
    internal static readonly SKColor Panel = SKColor.Parse("#ffffff");
    internal static readonly SKColor Ink = SKColor.Parse("#15191e");
    internal static readonly SKColor Soft = SKColor.Parse("#424a54");
    internal static readonly SKColor Faint = SKColor.Parse("#5f6873");
    internal static readonly SKColor Rule = SKColor.Parse("#d8dce0");
    internal static readonly SKColor Grid = SKColor.Parse("#e9ecee");
    internal static readonly SKColor Line = SKColor.Parse("#1d4a72");
    internal static readonly SKColor Band = SKColor.Parse("#26785c");
    internal static readonly SKColor NotFinite = SKColor.Parse("#7b1fa2");
    internal static readonly SKColor Warning = SKColor.Parse("#855000");
    private static readonly SKColor Critical = SKColor.Parse("#b3241a");
    private static readonly SKColor Info = SKColor.Parse("#155a9f");
    private static readonly SKColor Healthy = SKColor.Parse("#17633e");

    internal static SKColor Of(Severity? severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.Warning => Warning,
        Severity.Info => Info,
        _ => Healthy,
    };

    internal static ScottPlot.Color Plot(SKColor colour, double opacity = 1) =>
        new(colour.Red, colour.Green, colour.Blue, (byte)Math.Round(255 * opacity));
}

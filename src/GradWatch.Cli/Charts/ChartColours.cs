using ScottPlot;

namespace GradWatch.Cli.Charts;

/// <summary>The colours of the light theme, the same as in the HTML report.</summary>
internal static class ChartColours
{
    internal static readonly Color Page = Color.FromHex("#f6f7f7");
    internal static readonly Color Panel = Color.FromHex("#ffffff");
    internal static readonly Color Faint = Color.FromHex("#424a54");
    internal static readonly Color Grid = Color.FromHex("#e9ecee");
    internal static readonly Color Line = Color.FromHex("#1d4a72");
    internal static readonly Color Critical = Color.FromHex("#b3241a");
    internal static readonly Color Warning = Color.FromHex("#855000");
    internal static readonly Color NotFinite = Color.FromHex("#7b1fa2");
    internal static readonly Color Band = Color.FromHex("#26785c").WithAlpha(0.10);
}

using GradWatch.Detectors;
using GradWatch.Reports;
using Spectre.Console;

namespace GradWatch.Cli.Terminal;

/// <summary>Colours of text. Words carry the meaning; a colour only underlines it.</summary>
internal static class Tone
{
    internal static readonly Style Plain = Style.Plain;
    internal static readonly Style Strong = new(decoration: Decoration.Bold);
    internal static readonly Style Faint = new(Color.Grey);
    internal static readonly Style Code = new(Color.Teal);
    internal static readonly Style Critical = new(Color.Red, decoration: Decoration.Bold);
    internal static readonly Style Warning = new(Color.Yellow, decoration: Decoration.Bold);
    internal static readonly Style Info = new(Color.Blue);
    internal static readonly Style Healthy = new(Color.Green, decoration: Decoration.Bold);
    internal static readonly Style NotFinite = new(Color.Fuchsia);

    internal static Style Of(Severity? severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.Warning => Warning,
        Severity.Info => Info,
        _ => Healthy,
    };

    /// <summary>A run with nothing worse than a note is healthy.</summary>
    internal static Style OfVerdict(Report report) => Of(report.Worst == Severity.Info ? null : report.Worst);

    /// <summary>A line of blocks in parts: what is not finite has a colour of its own.</summary>
    internal static IEnumerable<(string Text, Style Tone)> OfSparkline(string line)
    {
        int start = 0;
        for (int i = 1; i <= line.Length; i++)
        {
            if (i < line.Length && IsMark(line[i]) == IsMark(line[start]))
                continue;
            yield return (line[start..i], IsMark(line[start]) ? NotFinite : Info);
            start = i;
        }
    }

    private static bool IsMark(char one) => one is Sparkline.NaN or Sparkline.Infinite;
}

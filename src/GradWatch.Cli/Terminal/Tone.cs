using GradWatch.Detectors;
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

    internal static Style Of(Severity? severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.Warning => Warning,
        Severity.Info => Info,
        _ => Healthy,
    };
}

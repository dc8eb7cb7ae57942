using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Observations;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Backtest;

/// <summary>All limits of all detectors with their defaults, as a rule names them.</summary>
internal sealed class LimitList(IAnsiConsole console, Language language)
{
    private readonly Page _page = new(console);

    internal void Write()
    {
        List<DetectorLimit> limits = [.. DetectorLimits.Detectors.SelectMany(DetectorLimits.Of)];
        int id = limits.Max(limit => limit.Id.Length);
        string head = CliTexts.Get(language, "backtest.head.default");
        int number = limits.Max(limit => Math.Max(head.Length, Figures.Plain(limit.Default).Length));
        _page.Line((CliTexts.Get(language, "backtest.head.limit").PadRight(id) + "  " + head.PadLeft(number), Tone.Faint));
        foreach (DetectorLimit limit in limits)
            _page.Line((limit.Id.PadRight(id), Tone.Strong), ("  " + Figures.Plain(limit.Default).PadLeft(number), Tone.Plain));
        _page.Line();
        _page.Paragraph("", Tone.Plain, 0, CliTexts.Get(language, "backtest.list"), Tone.Plain);
        _page.Line();
        _page.Paragraph("", Tone.Plain, 0, CliTexts.Format(language, "backtest.quantities", string.Join(", ", QuantityNames.All)), Tone.Plain);
    }
}

using GradWatch.Cli.Backtest.Rules;
using GradWatch.Cli.Explain;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Observations;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Backtest;

/// <summary>All limits of all detectors with their defaults, as a rule names them.</summary>
internal sealed class LimitList(IAnsiConsole console, Language language)
{
    private static readonly string[] Heads = ["limit", "default", "unit"];

    private readonly Page _page = new(console);

    internal void Write()
    {
        List<DetectorLimit> limits = [.. DetectorLimits.Detectors.SelectMany(DetectorLimits.Of)];
        string[] units = [.. limits.Select(limit => PageShelf.Default(limit.Detector, limit.Name, language)?.Unit ?? "-")];
        string[] heads = [.. Heads.Select(head => CliTexts.Get(language, "backtest.head." + head))];
        int id = limits.Max(limit => limit.Id.Length);
        int number = limits.Max(limit => Math.Max(heads[1].Length, Figures.Plain(limit.Default).Length));
        _page.Line(($"{heads[0].PadRight(id)}  {heads[1].PadLeft(number)}  {heads[2]}", Tone.Faint));
        foreach ((DetectorLimit limit, string unit) in limits.Zip(units))
            _page.Line((limit.Id.PadRight(id), Tone.Strong), ($"  {Figures.Plain(limit.Default).PadLeft(number)}  {unit}", Tone.Plain));
        _page.Line();
        _page.Paragraph("", Tone.Plain, 0, CliTexts.Get(language, "backtest.list"), Tone.Plain);
        _page.Line();
        _page.Paragraph("", Tone.Plain, 0, CliTexts.Format(language, "backtest.quantities", string.Join(", ", QuantityNames.All)), Tone.Plain);
    }
}

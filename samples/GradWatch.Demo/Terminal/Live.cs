using GradWatch.Cli.Terminal;
using GradWatch.Demo.Experiments;
using GradWatch.Demo.Texts;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Demo.Terminal;

/// <summary>A training as it goes: on a terminal one line that grows, elsewhere a line now and then; alarms as they come.</summary>
internal sealed class Live(IAnsiConsole console, TextWriter output, Language language, bool terminal) : IProgress
{
    /// <summary>The scale of the line in decades, the same for all runs: four of them a block.</summary>
    internal const int LeastDecade = -4;
    internal const int GreatestDecade = 28;

    private const int MostBlocks = 24;
    private const int LeastBlocks = 6;
    private const int Beside = 76;
    private const int Name = 22;
    private const int MostAlarms = 3;
    private const int StepsBetweenLines = 100;
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(60);

    private readonly Page _page = new(console);
    private RunRecord _record = new();
    private string _name = "";
    private int _alarms;
    private long _shown;

    internal Live(IAnsiConsole console, TextWriter output, Language language) : this(console, output, language, !Console.IsOutputRedirected)
    {
    }

    public void Begin(Experiment experiment, RunRecord record)
    {
        (_name, _record, _alarms, _shown) = (experiment.Name, record, 0, 0);
        _page.Line();
    }

    public void Step()
    {
        if (!terminal)
        {
            if (_record.LastStep % StepsBetweenLines == 0)
                _page.Line([.. Line()]);
            return;
        }
        if (_shown != 0 && TimeProvider.System.GetElapsedTime(_shown) < Blink)
            return;
        _shown = TimeProvider.System.GetTimestamp();
        Clear();
        foreach ((string text, Style tone) in Line())
            console.Write(new Text(text, tone));
    }

    public void Foretold(CheckFinding finding) => Say(DemoTexts.Get(language, "before"), finding.Severity, finding.Rule, finding.Sentence);

    public void Alarm(Episode episode)
    {
        if (episode.Severity >= Severity.Warning && _alarms++ < MostAlarms)
            Say(DemoTexts.Format(language, "step", episode.AlarmStep), episode.Severity, episode.Detector, episode.First.Sentence);
    }

    private void Say(string when, Severity severity, string rule, Sentence sentence)
    {
        Clear();
        _page.Line(
            ($"    {when,-12}", Tone.Plain),
            ($"{Headline.Word(severity).In(language).ToLowerInvariant(),-10}", Tone.Of(severity)),
            (rule, Tone.Strong));
        _page.Paragraph("", Tone.Plain, 16, sentence.In(language), Tone.Faint);
    }

    public void End(Outcome outcome)
    {
        Clear();
        _page.Line([.. Line(), ("  " + Headline.Word(outcome.Report).In(language).ToLowerInvariant(), Tone.OfVerdict(outcome.Report))]);
    }

    // Within one row of the terminal: what is longer could not be wiped away.
    private int Blocks() => terminal ? Math.Clamp(Console.WindowWidth - Beside, LeastBlocks, MostBlocks) : MostBlocks;

    private IEnumerable<(string Text, Style Tone)> Line()
    {
        SeriesTrace? loss = _record.Find(Quantity.Loss), norm = _record.Find(Quantity.GradNorm);
        string step = DemoTexts.Format(language, "step", _record.LastStep);
        yield return ($"  {_name,-Name}{step,-9}  loss {Figures.Format(loss?.Last ?? double.NaN),-8}  ‖g‖ {Figures.Format(norm?.Last ?? double.NaN),-8}", Tone.Plain);
        foreach ((string text, Style tone) in Tone.OfSparkline(norm is null ? "" : Sparkline.OnScale(norm, Blocks(), Math.Pow(10, LeastDecade), Math.Pow(10, GreatestDecade))))
            yield return (text, tone);
    }

    private void Clear()
    {
        if (!terminal)
            return;
        output.Write("\r\u001b[K");
        output.Flush();
    }
}

using GradWatch.Cli.Texts;
using GradWatch.Episodes;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;
using WordingTexts = GradWatch.Wording.Texts;

namespace GradWatch.Cli.Terminal;

/// <summary>What happened: the gravest episodes in the order of their alarms, each with its finding.</summary>
internal sealed class EpisodeList(Page page, Language language)
{
    private const int Most = 10;
    private const int Indent = 12;
    private int _indent = Indent;

    internal void Write(Report report)
    {
        if (report.Episodes.Count == 0)
        {
            page.Line(("  " + WordingTexts.Get(language, "report.episodes.none"), Tone.Plain));
            page.Line();
            return;
        }
        page.Line((CliTexts.Get(language, "report.episodes"), Tone.Strong));
        Episode[] shown = [.. report.Episodes
            .OrderByDescending(episode => episode.Severity).ThenBy(episode => episode.AlarmStep).Take(Most).OrderBy(episode => episode.AlarmStep)];
        _indent = Math.Max(Indent, shown.Max(episode => Word(episode).Length) + 4);
        int detector = shown.Max(episode => episode.Detector.Length) + 2;
        int span = shown.Max(episode => Span(episode).Length) + 2;
        int alarm = shown.Max(episode => Alarm(episode).Length) + 2;
        foreach (Episode episode in shown)
            Write(report, episode, detector, span, alarm);
        if (report.Episodes.Count > shown.Length)
            page.Line(("  " + WordingTexts.Format(language, "report.episodes.more", [report.Episodes.Count - shown.Length]), Tone.Faint));
        page.Line();
    }

    private void Write(Report report, Episode episode, int detector, int span, int alarm)
    {
        string place = Headline.Tensor(report, episode) ?? episode.Series.Name;
        // A name is searched for, so it is never cut: one that is too long for its column has a line of its own.
        bool fits = _indent + detector + span + alarm + place.Length <= Screen.Columns;
        page.Line(
            ("  " + Word(episode).PadRight(_indent - 2), Tone.Of(episode.Severity)), (episode.Detector.PadRight(detector), Tone.Strong),
            (Span(episode).PadRight(span), Tone.Plain), (Alarm(episode).PadRight(fits ? alarm : 0), Tone.Faint), (fits ? place : "", Tone.Plain));
        if (!fits)
            page.Line((new string(' ', _indent) + place, Tone.Plain));
        page.Paragraph("", Tone.Plain, _indent, Headline.Telling(episode).Sentence.In(language), Tone.Plain);
    }

    private string Word(Episode episode) => Headline.Word(episode.Severity).In(language).ToLowerInvariant();

    private string Span(Episode episode) => (episode.FirstStep == episode.LastStep, episode.Closed) switch
    {
        (true, true) => WordingTexts.Format(language, "report.episodes.step", [episode.FirstStep]),
        (true, false) => WordingTexts.Format(language, "report.episodes.step_open", [episode.FirstStep]),
        (false, true) => WordingTexts.Format(language, "report.episodes.steps", [episode.FirstStep, episode.LastStep]),
        _ => WordingTexts.Format(language, "report.episodes.steps_open", [episode.FirstStep, episode.LastStep]),
    };

    private string Alarm(Episode episode) => CliTexts.Format(language, "report.alarm", episode.AlarmStep);
}

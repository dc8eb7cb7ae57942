using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Watch;

/// <summary>For people: a line an episode, and the report in the end. Notes are not told while they come.</summary>
internal sealed class WatchLines(IAnsiConsole console, StatusLine? status, Language language, string code) : IWatchOutput
{
    private const int Severities = 10;
    private const int Detectors = 21;
    private readonly HashSet<(string Source, string? Run, string Detector, Series Series)> _told = [];
    private readonly HashSet<string> _sources = [];
    private readonly Page _page = new(console);

    /// <inheritdoc/>
    public void Tell(EpisodeTurn turn, RunDescription run, Episode episode)
    {
        if (episode.Severity == Severity.Info)
            return;
        status?.Clear();
        _sources.Add(run.Source);
        string source = _sources.Count > 1 ? run.Source + ": " : "";
        bool isNew = _told.Add((run.Source, run.Name, episode.Detector, episode.Series));
        if (turn == EpisodeTurn.Closed)
        {
            string over = CliTexts.Get(language, "watch.over");
            string quiet = CliTexts.Format(language, "watch.quiet", episode.LastStep);
            _page.Line((over.PadRight(Severities), Tone.Healthy), (episode.Detector.PadRight(Detectors) + " ", Tone.Strong), (source + quiet, Tone.Faint));
            _told.Remove((run.Source, run.Name, episode.Detector, episode.Series));
            return;
        }
        string word = Headline.Word(episode.Severity).In(language).ToLowerInvariant();
        string worse = turn == EpisodeTurn.Worsened && !isNew ? CliTexts.Get(language, "watch.worse") + " " : "";
        Sentence finding = (turn == EpisodeTurn.Opened ? episode.First : episode.Worst).Sentence;
        _page.Line(
            (word.PadRight(Severities), Tone.Of(episode.Severity)), (episode.Detector.PadRight(Detectors) + " ", Tone.Strong),
            (source + worse + finding.In(language), Tone.Plain));
    }

    /// <inheritdoc/>
    public void Conclude(IReadOnlyList<Report> reports)
    {
        status?.Clear();
        if (reports.Count == 0)
            return;
        _page.Line();
        if (reports.Count == 1)
            new ConsoleReport(console, language, code).Write(reports[0]);
        else
            new SummaryTable(console, language).Write(reports);
    }
}

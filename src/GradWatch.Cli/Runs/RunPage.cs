using System.Globalization;
using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Runs;

/// <summary>One run as it is kept: what it is, its episodes, what happened to it. What the detectors make of it is told by <c>diagnose</c>.</summary>
internal sealed class RunPage(IAnsiConsole console, Language language)
{
    private const int Label = 14;
    private const int MostEntries = 20;

    private readonly Page _page = new(console);

    internal async Task WriteAsync(RunSummary run, IRunLog log, CancellationToken cancel)
    {
        _page.Line((RunsTable.Word(run, language), ToneOf(run)), ("  " + run.Name, Tone.Strong), ("  " + run.Id, Tone.Faint));
        Row("source", $"{run.Source} ({run.Format})");
        Row("time", CliTexts.Format(language, "runs.times", Time(run.Created), Time(run.Updated), CliTexts.Get(language, "runs.status." + run.Status.ToString().ToLowerInvariant())));
        Row("steps", CliTexts.Format(language, "runs.counts", run.FirstStep, run.LastStep, run.Observations, run.Series));
        if (run.LastLoss is { } loss)
            Row("loss", Figures.Format(loss));
        if (run.LargestNorm is { } norm)
            Row("norm", Figures.Format(norm));
        if (run.Lost > 0)
            Row("lost", Figures.Plain(run.Lost));
        if (run.Tags.Count > 0)
            Row("tags", string.Join(' ', run.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
        if (run.Note.Length > 0)
            Row("note", run.Note);
        foreach (StoredEpisode episode in await log.EpisodesAsync(run.Id, cancel).ConfigureAwait(false))
            _page.Paragraph(Word(episode.Severity), Tone.Of(episode.Severity), Label, $"{episode.Detector}: {In(episode.English, episode.Russian)}", Tone.Plain);
        IReadOnlyList<RunEntry> entries = await log.EntriesAsync(run.Id, null, cancel).ConfigureAwait(false);
        foreach (RunEntry entry in entries.TakeLast(MostEntries))
            _page.Paragraph(entry.Kind, Tone.Faint, Label, In(entry.English, entry.Russian), Tone.Plain);
        _page.Line();
        _page.Line((CliTexts.Format(language, "runs.diagnose", run.Id), Tone.Plain));
    }

    /// <summary>A run in one plain line, after a change.</summary>
    internal static string Line(RunSummary run)
    {
        string tags = string.Join(' ', run.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
        return string.Join("  ", new[] { run.Id, run.Name, tags, run.Note }.Where(part => part.Length > 0));
    }

    internal static Style ToneOf(RunSummary run) => Tone.Of(run.Worst == Severity.Info ? null : run.Worst);

    private void Row(string key, string text) => _page.Paragraph(CliTexts.Get(language, "runs.row." + key), Tone.Faint, Label, text, Tone.Plain);

    private string Word(Severity severity) => CliTexts.Get(language, "runs.severity." + severity.ToString().ToLowerInvariant());

    private string In(string english, string russian) => language == Language.Russian ? russian : english;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

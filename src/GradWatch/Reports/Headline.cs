using GradWatch.Detectors;
using GradWatch.Diagnosis.Origins;
using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>The verdict in words: what kind of incident, since when, where; or, of a healthy run, the numbers that say so.</summary>
public static class Headline
{
    /// <summary>Further sentences after the first: more would be a list, and the list of episodes is one.</summary>
    private const int MostFurther = 2;

    /// <summary>Episodes that begin within this part of the run (or two steps) begin together.</summary>
    private const double Together = 0.01;

    /// <summary>The verdict's sentences, without its word: the gravest incident first, then later ones of other kinds.</summary>
    public static IReadOnlyList<Sentence> For(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Main(report) is not { } main)
            return Healthy(report);
        List<Sentence> sentences = [Told(report, main)];
        HashSet<string> families = [IncidentKind.Family(main)];
        IEnumerable<Episode> further = report.Episodes
            .Where(e => e.Severity >= Severity.Warning)
            .OrderByDescending(e => e.Detector == "non_finite")
            .ThenByDescending(e => e.Severity)
            .ThenBy(e => e.FirstStep)
            .ThenBy(IncidentKind.Gravity)
            .Where(e => families.Add(IncidentKind.Family(e)))
            .Take(MostFurther)
            .OrderBy(e => e.FirstStep);
        sentences.AddRange(further.Select(e => Told(report, e)));
        return sentences;
    }

    /// <summary>The verdict's word: Critical, Warning or Healthy.</summary>
    public static Sentence Word(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Sentence("report.severity." + report.Verdict);
    }

    /// <summary>The word of a severity: Critical, Warning or Note.</summary>
    public static Sentence Word(Severity severity) => new(severity switch
    {
        Severity.Critical => "report.severity.critical",
        Severity.Warning => "report.severity.warning",
        _ => "report.severity.info",
    });

    /// <summary>The finding that speaks for an episode: the one that opened it, unless it was milder than the episode became.</summary>
    public static Finding Telling(Episode episode)
    {
        ArgumentNullException.ThrowIfNull(episode);
        // What is not finite is told where it began: it lasts, and only lasting makes it critical.
        bool began = episode.First.Severity == episode.Severity || episode.Detector == "non_finite";
        return began ? episode.First : episode.Worst;
    }

    /// <summary>The episode that the verdict is about; null for a healthy run.</summary>
    public static Episode? Main(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Worst is not { } worst || worst < Severity.Warning)
            return null;
        List<Episode> gravest = [.. report.Episodes.Where(e => e.Severity == worst)];
        long first = gravest.Min(e => e.FirstStep);
        double near = Math.Max(2, Together * (report.Record.LastStep - report.Record.FirstStep));
        return gravest.Where(e => e.FirstStep - first <= near)
            .OrderBy(IncidentKind.Gravity).ThenBy(e => e.AlarmStep).First();
    }

    /// <summary>The tensor that an episode is in: its own, else the one whose gradient leads when it begins; null when not known.</summary>
    public static string? Tensor(Report report, Episode episode)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(episode);
        if (Origin(report, episode)?.Place.Module is { } module)
            return module;
        if (episode.Series.Tensor is { } tensor)
            return tensor;
        if (!IncidentKind.IsOfLargestGradient(episode))
            return null;
        return episode.Tensor ?? Location.LargestAt(report.Record, Localization.StepOf(episode))?.Tensor;
    }

    /// <summary>The traced origin of an episode's values that are not finite; null for other episodes, or where nothing was traced.</summary>
    public static NonFiniteOrigin? Origin(Report report, Episode episode)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(episode);
        return episode.Detector != "non_finite" ? null
            : report.Origins.FirstOrDefault(origin => origin.Step >= episode.FirstStep && origin.Step <= episode.LastStep);
    }

    /// <summary>When an episode was, as a part of a sentence: "since step 0", "at step 100", "in steps 100–140".</summary>
    public static Sentence When(Report report, Episode episode)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(episode);
        // A run that ends sick has not recovered from what came first, even where that detector fell silent.
        bool over = episode.Closed && !report.Episodes.Any(e => e.Severity >= Severity.Warning && !e.Closed);
        if (!over)
            return new Sentence("report.when.since", episode.FirstStep);
        return episode.FirstStep == episode.LastStep
            ? new Sentence("report.when.at", episode.FirstStep)
            : new Sentence("report.when.in", episode.FirstStep, episode.LastStep);
    }

    /// <summary>How much of training was seen: "44 steps", or "steps 10–1200" where the log leaves steps out.</summary>
    public static Sentence Span(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        RunRecord record = report.Record;
        long covered = record.LastStep - record.FirstStep + 1;
        long logged = record.Traces.Where(t => t.Series.IsOfRun).Select(t => t.Count).DefaultIfEmpty(0).Max();
        return logged == covered
            ? new Sentence("report.span.count", covered)
            : new Sentence("report.span.range", record.FirstStep, record.LastStep);
    }

    private static Sentence Told(Report report, Episode episode)
    {
        object place = Tensor(report, episode) is { } tensor ? new Sentence("report.place", tensor) : "";
        return new Sentence(IncidentKind.SentenceKey(episode), When(report, episode), place, episode.Detector, episode.Series.ToString());
    }

    private static List<Sentence> Healthy(Report report)
    {
        List<Sentence> sentences = [new(report.Episodes.Count == 0 ? "report.verdict.none" : "report.verdict.notes", Span(report))];
        SeriesTrace? norm = Finite(report, Quantity.GradNorm);
        SeriesTrace? ratio = Finite(report, Quantity.UpdateRatio);
        if (norm is not null && ratio is not null)
            sentences.Add(new Sentence("report.verdict.norm_and_ratio", norm.Min, norm.Max, ratio.Max));
        else if (norm is not null)
            sentences.Add(new Sentence("report.verdict.norm", norm.Min, norm.Max));
        else if (Finite(report, Quantity.Loss) is { } loss)
            sentences.Add(new Sentence("report.verdict.loss", loss.First, loss.Last));
        return sentences;
    }

    private static SeriesTrace? Finite(Report report, Quantity quantity) =>
        report.Record.Find(quantity) is { } trace && double.IsFinite(trace.Max) ? trace : null;
}

using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Terminal;

/// <summary>One run in full: verdict, series, what happened, why, what to do.</summary>
internal sealed class ConsoleReport(IAnsiConsole console, Language language, string code)
{
    private const int Indent = 10;
    private const int SparkColumns = 48;
    private const int MostEpisodes = 10;
    private const int MostCauses = 4;
    private const int WeightBar = 40;

    private static readonly Quantity[] Shown =
        [Quantity.Loss, Quantity.GradNorm, Quantity.UpdateRatio, Quantity.LearningRate, Quantity.LossScale];

    private readonly Page _page = new(console);

    internal void Write(Report report)
    {
        WriteVerdict(report);
        WriteSeries(report);
        WriteEpisodes(report);
        WriteCauses(report.Diagnosis);
        WriteRemedies(report.Remedies);
        WriteNotes(report);
    }

    private void WriteVerdict(Report report)
    {
        string word = Headline.Word(report).In(language).ToLowerInvariant();
        string text = string.Join(' ', Headline.For(report).Select(sentence => sentence.In(language)));
        _page.Paragraph(word, Tone.Of(report.Worst == Severity.Info ? null : report.Worst), Math.Max(Indent, word.Length + 2), text, Tone.Strong);
        string run = report.Run.Name is null ? report.Run.Source : $"{report.Run.Source} {report.Run.Name}";
        string tensors = report.Record.OfTensors(Quantity.GradNorm).Count() is > 0 and var count
            ? ", " + CliTexts.Format(language, "report.tensors", count) : "";
        _page.Paragraph("", Tone.Plain, Indent, $"{run}, {report.Run.Format}, {Headline.Span(report).In(language)}{tensors}", Tone.Faint);
        _page.Line();
    }

    private void WriteSeries(Report report)
    {
        List<SeriesTrace> traces = [.. Shown.Select(report.Record.Find).OfType<SeriesTrace>()];
        foreach (SeriesTrace trace in traces)
        {
            string line = Sparkline.Of(trace, SparkColumns);
            string largest = CliTexts.Format(language, Sparkline.IsLog(trace) ? "report.max_log" : "report.max", Figures.Format(trace.Max));
            _page.Line(
                ($"  {trace.Series.Name,-14}", Tone.Plain), ($"{Figures.Format(trace.First),9} ", Tone.Plain), (line.PadRight(SparkColumns), Tone.Info),
                ($" {Figures.Format(trace.Last),-8}", Tone.Plain), ($" {largest}", Tone.Faint));
        }
        if (traces.Count > 0)
        {
            int width = Math.Min(SparkColumns, traces.Max(trace => trace.Bins.Length));
            string first = CliTexts.Format(language, "report.step", report.Record.FirstStep);
            _page.Line((new string(' ', 26) + first + Figures.Plain(report.Record.LastStep).PadLeft(Math.Max(1, width - first.Length)), Tone.Faint));
        }
        _page.Line();
    }

    private void WriteEpisodes(Report report)
    {
        if (report.Episodes.Count == 0)
        {
            _page.Line(("  " + Wording.Texts.Get(language, "report.episodes.none"), Tone.Plain));
            return;
        }
        _page.Line((CliTexts.Get(language, "report.episodes"), Tone.Strong));
        List<Episode> shown = [.. report.Episodes.OrderByDescending(episode => episode.Severity).ThenBy(episode => episode.AlarmStep).Take(MostEpisodes)];
        foreach (Episode episode in shown.OrderBy(episode => episode.AlarmStep))
            WriteEpisode(episode);
        if (report.Episodes.Count > shown.Count)
            _page.Line(("  " + Wording.Texts.Format(language, "report.episodes.more", [report.Episodes.Count - shown.Count]), Tone.Faint));
        _page.Line();
    }

    private void WriteEpisode(Episode episode)
    {
        string word = Headline.Word(episode.Severity).In(language).ToLowerInvariant();
        string key = (episode.FirstStep == episode.LastStep, episode.Closed) switch
        {
            (true, true) => "report.episodes.step",
            (true, false) => "report.episodes.step_open",
            (false, true) => "report.episodes.steps",
            _ => "report.episodes.steps_open",
        };
        string span = Wording.Texts.Format(language, key, episode.FirstStep == episode.LastStep ? [episode.FirstStep] : [episode.FirstStep, episode.LastStep]);
        string alarm = CliTexts.Format(language, "report.alarm", episode.AlarmStep);
        _page.Line(
            ($"  {word,-10}", Tone.Of(episode.Severity)), ($"{episode.Detector,-22}", Tone.Strong), ($"{span,-24}", Tone.Plain),
            ($"{alarm,-16}", Tone.Plain), (episode.Tensor ?? episode.Series.Name, Tone.Faint));
        _page.Paragraph("", Tone.Plain, 12, Headline.Telling(episode).Sentence.In(language), Tone.Plain);
    }

    private void WriteCauses(RunDiagnosis diagnosis)
    {
        if (diagnosis.Causes.Count == 0 && diagnosis.Missing.Count == 0)
            return;
        _page.Line((CliTexts.Get(language, "report.why"), Tone.Strong));
        foreach (Cause cause in diagnosis.Causes.Take(MostCauses))
        {
            string bar = new('█', Math.Max(1, (int)Math.Round(cause.Weight * WeightBar)));
            _page.Line(($"  {CauseNames.Weight(cause.Weight)}  ", Tone.Plain), (bar, Tone.Info), ($" {cause.Id}", Tone.Strong));
            foreach (Sentence evidence in cause.Evidence)
                _page.Paragraph("        +", Tone.Plain, 10, evidence.In(language), Tone.Plain);
            foreach (Sentence against in cause.Against)
                _page.Paragraph("        -", Tone.Plain, 10, against.In(language), Tone.Plain);
        }
        foreach (Sentence missing in diagnosis.Missing)
            _page.Paragraph("  ?", Tone.Info, 8, missing.In(language), Tone.Plain);
        _page.Line();
    }

    private void WriteRemedies(IReadOnlyList<Remedy> remedies)
    {
        if (remedies.Count == 0)
            return;
        _page.Line((CliTexts.Get(language, "report.do"), Tone.Strong));
        for (int i = 0; i < remedies.Count; i++)
        {
            Remedy remedy = remedies[i];
            _page.Paragraph($"  {i + 1}  {remedy.Id}", Tone.Strong, 30, remedy.Action.In(language), Tone.Plain);
            _page.Paragraph("", Tone.Plain, 5, remedy.Why.In(language), Tone.Faint);
            if (code is "torchsharp" or "both")
                WriteCode("TorchSharp", remedy.TorchSharp);
            if (code is "pytorch" or "both")
                WriteCode("PyTorch", remedy.PyTorch);
        }
        _page.Line();
    }

    private void WriteCode(string framework, string lines)
    {
        if (code == "both")
            _page.Line(($"     {framework}", Tone.Faint));
        foreach (string line in lines.TrimEnd().Split('\n'))
            _page.Line(("     | ", Tone.Faint), (line.TrimEnd('\r'), Tone.Code));
    }

    private void WriteNotes(Report report)
    {
        if (report.Notes.Count == 0)
            return;
        _page.Line((CliTexts.Get(language, "report.notes"), Tone.Strong));
        foreach (Sentence note in report.Notes)
            _page.Paragraph("", Tone.Plain, 2, note.In(language), Tone.Faint);
    }
}

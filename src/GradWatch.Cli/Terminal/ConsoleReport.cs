using GradWatch.Cli.Texts;
using GradWatch.Detectors;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Remedies;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;
using WordingTexts = GradWatch.Wording.Texts;

namespace GradWatch.Cli.Terminal;

/// <summary>One run in full: verdict, series, what happened, why, what to do.</summary>
internal sealed class ConsoleReport(IAnsiConsole console, Language language, string code)
{
    private const int Indent = 10;
    private const int MostCauses = 4;
    private const int MostActions = 12;
    private const int WeightBar = 40;

    private readonly Page _page = new(console);

    internal void Write(Report report)
    {
        WriteVerdict(report);
        new SeriesLines(_page, language).Write(report.Record);
        new EpisodeList(_page, language).Write(report);
        WriteOrigins(report.Origins);
        bool sick = report.Worst >= Severity.Warning;
        WriteCauses(report.Diagnosis, sick);
        WriteRemedies(report.Remedies, sick);
        WriteActions(report);
        WriteNotes(report);
        WriteFurther(report);
    }

    private void WriteVerdict(Report report)
    {
        string word = Headline.Word(report).In(language).ToLowerInvariant();
        string text = string.Join(' ', Headline.For(report).Select(sentence => sentence.In(language)));
        _page.Paragraph(word, Tone.OfVerdict(report), Indent, text, Tone.Strong);
        string run = report.Run.Name is null ? report.Run.Source : $"{report.Run.Source} {report.Run.Name}";
        string tensors = report.Record.OfTensors(Quantity.GradNorm).Count() is > 0 and var count
            ? ", " + CliTexts.Format(language, "report.tensors", count) : "";
        _page.Paragraph("", Tone.Plain, Indent, $"{run}, {report.Run.Format}, {Headline.Span(report).In(language)}{tensors}", Tone.Faint);
        _page.Line();
    }

    private void WriteOrigins(IReadOnlyList<NonFiniteOrigin> origins)
    {
        if (origins.Count == 0)
            return;
        _page.Line((WordingTexts.Get(language, "report.section.where"), Tone.Strong));
        foreach (NonFiniteOrigin origin in origins)
        {
            _page.Paragraph("", Tone.Plain, 2, origin.Summary.In(language), Tone.Plain);
            foreach (Sentence evidence in origin.Evidence)
                _page.Paragraph("        +", Tone.Plain, 10, evidence.In(language), Tone.Plain);
        }
        _page.Line();
    }

    private void WriteCauses(RunDiagnosis diagnosis, bool sick)
    {
        if (!sick && diagnosis.Causes.Count == 0 && diagnosis.Missing.Count == 0)
            return;
        _page.Line((CliTexts.Get(language, "report.why"), Tone.Strong));
        if (diagnosis.Causes.Count == 0)
            _page.Paragraph("", Tone.Plain, 2, WordingTexts.Get(language, "report.why.none"), Tone.Plain);
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

    private void WriteRemedies(IReadOnlyList<Remedy> remedies, bool sick)
    {
        if (!sick && remedies.Count == 0)
            return;
        _page.Line((CliTexts.Get(language, "report.do"), Tone.Strong));
        if (remedies.Count == 0)
            _page.Paragraph("", Tone.Plain, 2, WordingTexts.Get(language, "report.do.none"), Tone.Plain);
        int indent = 7 + remedies.Select(remedy => remedy.Id.Length).DefaultIfEmpty(0).Max();
        for (int i = 0; i < remedies.Count; i++)
            WriteRemedy(i + 1, remedies[i], indent);
        _page.Line();
    }

    private void WriteRemedy(int number, Remedy remedy, int indent)
    {
        _page.Paragraph($"  {number}  {remedy.Id}", Tone.Strong, indent, remedy.Action.In(language), Tone.Plain);
        _page.Paragraph("", Tone.Plain, indent, remedy.Why.In(language), Tone.Faint);
        if (remedy.Trial is not null)
            _page.Paragraph("", Tone.Plain, indent, TrialWords.Of(remedy).In(language), Tone.Plain);
        if (code is "torchsharp" or "both")
            WriteCode("TorchSharp", remedy.TorchSharp);
        if (code is "pytorch" or "both")
            WriteCode("PyTorch", remedy.PyTorch);
    }

    private void WriteCode(string framework, string lines)
    {
        if (lines.Length == 0)
            return;
        if (code == "both")
            _page.Line(($"     {framework}", Tone.Faint));
        foreach (string line in lines.TrimEnd().Split('\n'))
            _page.Line(("     | ", Tone.Faint), (line.TrimEnd('\r'), Tone.Code));
    }

    private void WriteActions(Report report)
    {
        if (report.Actions.Count == 0)
            return;
        _page.Line((WordingTexts.Get(language, "report.section.guard"), Tone.Strong));
        foreach (GuardAction action in GuardActions.Told(report, MostActions))
            _page.Paragraph("", Tone.Plain, 2, action.Sentence.In(language), Tone.Plain);
        if (report.Actions.Count > MostActions)
            _page.Line(("  " + WordingTexts.Format(language, "report.guard.more", [report.Actions.Count - MostActions]), Tone.Faint));
        _page.Line();
    }

    private void WriteNotes(Report report)
    {
        if (report.Notes.Count == 0)
            return;
        _page.Line((CliTexts.Get(language, "report.notes"), Tone.Strong));
        foreach (Sentence note in report.Notes)
            _page.Paragraph("", Tone.Plain, 2, note.In(language), Tone.Faint);
    }

    // The pages of what the verdict is about: its detector and its likeliest cause.
    private void WriteFurther(Report report)
    {
        if (Headline.Main(report) is not { } main)
            return;
        string ids = string.Join(' ', [main.Detector, .. report.Diagnosis.Causes.Take(1).Select(cause => cause.Id)]);
        if (report.Notes.Count > 0)
            _page.Line();
        _page.Line((CliTexts.Format(language, "report.explain", ids), Tone.Faint));
    }
}

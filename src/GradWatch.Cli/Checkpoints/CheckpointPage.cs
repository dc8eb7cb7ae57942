using GradWatch.Cli.Terminal;
using GradWatch.Detectors;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Inspection;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Checkpoints;

/// <summary>What the two pages about checkpoints have in common.</summary>
internal abstract class CheckpointPage(IAnsiConsole console, Language language)
{
    private const int Indent = 10;
    private const int FindingIndent = 14;
    private const int MostFindings = 10;

    private static readonly (double Size, string Unit)[] Units = [(1e9, "GB"), (1e6, "MB"), (1e3, "KB")];

    private protected Page Page { get; } = new(console);

    private protected Language Language { get; } = language;

    private protected string Text(string key, params object[] arguments) => Wording.Texts.Format(Language, "checkpoint." + key, arguments);

    private protected void WriteVerdict(Severity? worst, IReadOnlyList<Sentence> sentences)
    {
        string word = new Sentence("report.severity." + CheckpointFinding.Verdict(worst)).In(Language).ToLowerInvariant();
        Page.Paragraph(
            word, Tone.Of(worst == Severity.Info ? null : worst), Math.Max(Indent, word.Length + 2),
            string.Join(' ', sentences.Select(sentence => sentence.In(Language))), Tone.Strong);
    }

    private protected void WriteFaint(string text) => Page.Paragraph("", Tone.Plain, Indent, text, Tone.Faint);

    private protected string Describe(Checkpoint checkpoint)
    {
        List<string> parts = [TensorNames.Printable(checkpoint.Source), checkpoint.Format];
        if (checkpoint.Step is { } step)
            parts.Add(Text("page.step", step));
        if (checkpoint.Files.Count > 1)
            parts.Add(Text("page.shards", checkpoint.Files.Count));
        long bytes = checkpoint.Files.Sum(file => file.Length);
        (double size, string unit) = Array.Find(Units, unit => bytes >= unit.Size) is { Unit: not null } found ? found : (1, "B");
        parts.Add($"{Figures.Format(bytes / size)} {unit}");
        return string.Join(", ", parts);
    }

    private protected void WriteFindings(IReadOnlyList<CheckpointFinding> findings)
    {
        if (findings.Count == 0)
            return;
        Page.Line((Text("page.findings"), Tone.Strong));
        foreach (CheckpointFinding finding in findings.Take(MostFindings))
        {
            string word = Reports.Headline.Word(finding.Severity).In(Language).ToLowerInvariant();
            Page.Paragraph($"  {word}", Tone.Of(finding.Severity), FindingIndent, finding.Sentence.In(Language), Tone.Plain);
        }
        if (findings.Count > MostFindings)
            Page.Line(("  " + Text("page.more_findings", findings.Count - MostFindings), Tone.Faint));
        Page.Line();
    }

    private protected void WriteNotes(IEnumerable<Sentence> notes)
    {
        List<Sentence> all = [.. notes];
        if (all.Count == 0)
            return;
        Page.Line();
        Page.Line((Text("page.notes"), Tone.Strong));
        foreach (Sentence note in all)
            Page.Paragraph("  -", Tone.Plain, 4, note.In(Language), Tone.Plain);
    }

    /// <summary>The rows to show: the gravest of too many, in the order asked for.</summary>
    private protected static List<T> Shown<T>(
        IReadOnlyList<T> tensors, Func<T, Severity?> worst, Func<IEnumerable<T>, IEnumerable<T>> order, bool asStored, int rows)
    {
        // In the order of the model the first rows are not the ones to see.
        if (!asStored || tensors.Count <= rows)
            return [.. order(tensors).Take(rows)];
        HashSet<int> chosen = [.. Enumerable.Range(0, tensors.Count).OrderByDescending(i => worst(tensors[i]) ?? (Severity)(-1)).Take(rows)];
        return [.. order(tensors.Where((_, i) => chosen.Contains(i)))];
    }

    private protected void WriteRest(int shown, int all)
    {
        if (shown < all)
            Page.Line(("  " + Text("page.rest", all - shown), Tone.Faint));
    }
}

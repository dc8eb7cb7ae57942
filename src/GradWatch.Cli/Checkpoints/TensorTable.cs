using GradWatch.Cli.Terminal;
using GradWatch.Detectors;
using GradWatch.Reports;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Checkpoints;

/// <summary>A line a tensor: its severity, columns as wide as they need to be, and last the name, which is never cut.</summary>
internal sealed class TensorTable(Page page, Language language)
{
    private const string Gap = "  ";
    private const int SeverityColumns = 12;

    private readonly List<Row> _rows = [];

    internal void Add(Severity? severity, string name, params string[] cells) => _rows.Add(new Row(severity, name, cells));

    /// <summary>Writes the table; a column without any cell in it is left out.</summary>
    internal void Write(string nameHead, params string[] heads)
    {
        int[] shown = [.. Enumerable.Range(0, heads.Length).Where(i => _rows.Exists(row => row.Cells[i].Length > 0))];
        int[] widths = [.. shown.Select(i => Math.Max(heads[i].Length, _rows.Max(row => row.Cells[i].Length)))];
        bool marks = _rows.Exists(row => row.Severity is not null);
        string Line(string[] cells) => string.Join(Gap, shown.Select((column, i) => cells[column].PadLeft(widths[i])));
        string indent = marks ? new string(' ', SeverityColumns) : "";
        page.Line(($"  {indent}{Line(heads)}{Gap}{nameHead}", Tone.Faint));
        foreach (Row row in _rows)
        {
            string word = row.Severity is { } severity ? Headline.Word(severity).In(language).ToLowerInvariant() : "";
            Style name = row.Severity is >= Severity.Warning ? Tone.Strong : Tone.Plain;
            page.Line(
                ("  ", Tone.Plain), (marks ? word.PadRight(SeverityColumns) : "", Tone.Of(row.Severity)), (Line(row.Cells), Tone.Plain),
                (Gap, Tone.Plain), (row.Name, name));
        }
    }

    private sealed record Row(Severity? Severity, string Name, string[] Cells);
}

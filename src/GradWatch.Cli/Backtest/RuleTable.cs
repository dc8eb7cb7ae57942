using GradWatch.Cli.Terminal;
using Spectre.Console;

namespace GradWatch.Cli.Backtest;

/// <summary>A table with a row a rule and columns of numbers; rows may stand in groups, each under a line of its own.</summary>
internal sealed class RuleTable(Page page, string first, IReadOnlyList<string> heads)
{
    private const int Widest = 44;
    private const int Indent = 2;

    private readonly List<(string Label, string[]? Cells, Style Tone)> _rows = [];

    internal void Group(string text) => _rows.Add((text, null, Tone.Strong));

    /// <summary>Adds a row; the tone is of its first cell.</summary>
    internal void Row(string label, Style tone, params string[] cells) => _rows.Add((label, cells, tone));

    internal void Write()
    {
        int[] widths = [.. heads.Select((head, i) => _rows.Where(row => row.Cells is not null).Select(row => row.Cells![i].Length).Append(head.Length).Max())];
        int room = Screen.Columns - widths.Sum(width => width + 2);
        int label = Math.Min(Math.Min(Widest, room), _rows.Where(row => row.Cells is not null).Select(row => row.Label.Length + Indent).Append(first.Length).Max());
        page.Line((first.PadRight(label) + string.Concat(heads.Select((head, i) => "  " + head.PadLeft(widths[i]))), Tone.Faint));
        foreach ((string name, string[]? cells, Style tone) in _rows)
        {
            if (cells is null)
                page.Paragraph("", Tone.Plain, 0, name, Tone.Strong);
            else
                Row(name, cells, tone, label, widths);
        }
    }

    private void Row(string name, string[] cells, Style tone, int label, int[] widths)
    {
        // A rule is read back by whoever copies it: it is never cut, and broken at spaces only.
        bool fits = name.Length + Indent <= label;
        if (!fits)
            page.Paragraph("", Tone.Plain, Indent, name, Tone.Plain);
        page.Line(
            [
                ((new string(' ', Indent) + (fits ? name : "")).PadRight(label), Tone.Plain),
                .. cells.Select((cell, i) => ("  " + cell.PadLeft(widths[i]), i == 0 ? tone : Tone.Plain)),
            ]);
    }
}

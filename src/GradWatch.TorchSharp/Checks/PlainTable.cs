using GradWatch.Wording;

namespace GradWatch.TorchSharp.Checks;

/// <summary>Columns of plain text as wide as they need to be: the first is left-aligned text, a second too, the others numbers.</summary>
internal sealed class PlainTable(Language language, params string[] columns)
{
    private const string Gap = "  ";
    private const int TextColumns = 2;

    private readonly List<string[]> _rows = [[.. columns.Select(column => Texts.Get(language, "prevention.column." + column))]];

    internal void Add(params string[] cells) => _rows.Add(cells);

    internal void Write(TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, columns.Length).Select(column => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            string[] cells = [.. row.Select((cell, i) => i < TextColumns ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))];
            output.WriteLine(string.Join(Gap, cells).TrimEnd());
        }
    }
}

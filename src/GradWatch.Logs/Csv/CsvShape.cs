using GradWatch.Logs.ConsoleText;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Csv;

/// <summary>How a table is written: found out from its first lines.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or bar.</param>
/// <param name="DecimalComma">True for <c>0,05</c>.</param>
internal sealed record CsvShape(string Delimiter, bool DecimalComma)
{
    private const int LinesLookedAt = 20;
    private static readonly string[] Delimiters = [",", ";", "\t", "|"];

    /// <summary>The shape of a table with a header; null when the text is none.</summary>
    internal static CsvShape? Find(LogHead head)
    {
        if (!head.IsText)
            return null;
        foreach (string delimiter in Delimiters)
        {
            List<string[]> rows = Split(head, delimiter[0]);
            if (rows.Count < 2 || rows[0].Length < 2 || !IsHeader(rows[0]))
                continue;
            // A table that delimits by something else than a comma, and has cells like 0,05.
            bool comma = delimiter != "," && rows.Skip(1).SelectMany(row => row).Any(cell =>
                cell.Contains(',', StringComparison.Ordinal) && NumberText.TryParseComma(cell, out _));
            if (rows.Skip(1).Any(row => LooksLikeData(row, rows[0].Length, comma)))
                return new CsvShape(delimiter, comma);
        }
        return null;
    }

    /// <summary>A header names things: letters, no numbers, no cell that is a sentence or a line of code.</summary>
    internal static bool IsHeader(string[] cells) =>
        cells.All(cell => cell.Length < 200 && !NumberText.TryParse(cell, out _))
        && cells.Count(cell => cell.Any(char.IsLetter)) >= Math.Max(1, cells.Length / 2)
        && !cells[0].AsSpan().TrimStart().StartsWith("{")
        && !cells.Any(cell => cell.Contains(": ", StringComparison.Ordinal) || cell.Contains('='));

    private static bool LooksLikeData(string[] cells, int width, bool comma)
    {
        int numbers = cells.Count(cell => comma ? NumberText.TryParseComma(cell, out _) : NumberText.TryParse(cell, out _));
        int blank = cells.Count(string.IsNullOrWhiteSpace);
        return Math.Abs(cells.Length - width) <= 1 && numbers > 0 && (numbers + blank) * 2 >= cells.Length;
    }

    private static List<string[]> Split(LogHead head, char delimiter)
    {
        List<string[]> rows = [];
        using var content = new MemoryStream(head.Bytes.ToArray(), false);
        var lines = new TextLines(content, LogHead.Size);
        var cells = new CsvCells(delimiter);
        while (rows.Count < LinesLookedAt && lines.Next())
        {
            // The head ends within a line.
            if (!lines.HasEnd && !head.IsWhole)
                break;
            if (lines.Line[0] != '#')
                rows.Add(cells.ToArray(lines.Line));
        }
        return rows;
    }
}

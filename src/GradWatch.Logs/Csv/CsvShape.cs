using GradWatch.Logs.ConsoleText;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Csv;

/// <summary>How a table is written: found out from its first lines.</summary>
/// <param name="Delimiter">Comma, semicolon, tab or bar.</param>
/// <param name="DecimalComma">True for <c>0,05</c>.</param>
/// <param name="Header">The names of the columns, as written.</param>
/// <param name="HeaderRow">Rows that stand before the data, the header among them: comments and titles may come first.</param>
internal sealed record CsvShape(string Delimiter, bool DecimalComma, string[] Header, int HeaderRow)
{
    private const int LinesLookedAt = 40;
    private const int MostTitles = 10;
    private static readonly string[] Delimiters = [",", ";", "\t", "|"];

    /// <summary>The shape of a table with a header; null when the text is none.</summary>
    internal static CsvShape? Find(LogHead head)
    {
        if (!head.IsText)
            return null;
        foreach (string delimiter in Delimiters)
        {
            if (Find(Split(head, delimiter[0]), delimiter) is { } shape)
                return shape;
        }
        return null;
    }

    private static CsvShape? Find(List<string[]> rows, string delimiter)
    {
        for (int i = 0; i < Math.Min(rows.Count - 1, MostTitles); i++)
        {
            string[] header = rows[i];
            if (header.Length < 2 || !IsHeader(header))
                continue;
            List<string[]> data = rows[(i + 1)..];
            bool comma = delimiter != "," && HasDecimalComma(data);
            // The line below decides: a sentence with a comma in it stands above anything.
            if (LooksLikeData(data[0], header.Length, comma) || (i == 0 && data.Exists(row => LooksLikeData(row, header.Length, comma))))
                return new CsvShape(delimiter, comma, header, i + 1);
        }
        return null;
    }

    /// <summary>A header names things: letters, hardly a number, no cell that is a sentence or a line of code.</summary>
    private static bool IsHeader(string[] cells)
    {
        int named = cells.Count(cell => cell.Any(char.IsLetter));
        int numbers = cells.Count(cell => NumberText.TryParse(cell, out _));
        bool known = cells.Count(cell => KeyNames.RoleOf(cell.Trim().Trim('#')).Use is KeyUse.Step or KeyUse.Quantity or KeyUse.Epoch) > 1;
        return cells.All(cell => cell.Length < 200 && !cell.Contains(": ", StringComparison.Ordinal) && cell.AsSpan().IndexOfAny("=;") < 0)
            && named >= Math.Max(1, cells.Length / 2) && (numbers == 0 || (known && numbers * 2 <= cells.Length))
            && !cells[0].AsSpan().TrimStart().StartsWith("{");
    }

    private static bool LooksLikeData(string[] cells, int width, bool comma)
    {
        int numbers = cells.Count(cell => comma ? NumberText.TryParseComma(cell, out _) : NumberText.TryParse(cell, out _));
        int blank = cells.Count(cell => string.IsNullOrWhiteSpace(cell) || cell.Trim() is "null" or "None" or "NA" or "N/A" or "-");
        return Math.Abs(cells.Length - width) <= 1 && numbers > 0 && (numbers + blank) * 3 >= cells.Length;
    }

    // Cells like 0,05 and none like 0.05: where both are, commas divide thousands.
    private static bool HasDecimalComma(List<string[]> rows)
    {
        bool comma = false;
        foreach (string cell in rows.SelectMany(row => row))
        {
            if (cell.Contains(',', StringComparison.Ordinal))
                comma |= NumberText.TryParseComma(cell, out _);
            else if (cell.Contains('.', StringComparison.Ordinal) && NumberText.TryParse(cell, out _))
                return false;
        }
        return comma;
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
            rows.Add(cells.ToArray(lines.Line.TrimStart('\uFEFF')));
        }
        return rows;
    }
}

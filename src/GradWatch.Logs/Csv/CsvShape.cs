using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
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
        ReadOnlySpan<byte> bytes = head.Span;
        if (bytes.IndexOf((byte)0) >= 0)
            return null;
        string text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 65536)]);
        bool whole = head.IsWhole && bytes.Length <= 65536;
        foreach (string delimiter in Delimiters)
        {
            List<string[]> rows = Parse(text, delimiter, whole);
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

    private static List<string[]> Parse(string text, string delimiter, bool whole)
    {
        List<string[]> rows = [];
        using var parser = new CsvParser(new StringReader(text), Configuration(delimiter));
        while (rows.Count < LinesLookedAt && parser.Read())
            rows.Add(parser.Record ?? []);
        if (!whole && rows.Count is > 2 and < LinesLookedAt)
            rows.RemoveAt(rows.Count - 1);
        return rows;
    }

    internal static CsvConfiguration Configuration(string delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        HasHeaderRecord = false,
        BadDataFound = null,
        AllowComments = true,
        IgnoreBlankLines = true,
        DetectColumnCountChanges = false,
        MaxFieldSize = 1 << 20,
        CacheFields = true,
        Mode = CsvMode.RFC4180,
    };
}

using CsvHelper;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Csv;

/// <summary>The columns of a table, which may change in the middle of a file: loggers write a new header when a key appears.</summary>
internal sealed class CsvColumns(KeyTable keys, ReadingNotes notes, bool decimalComma)
{
    private LogKey[]? _columns;

    /// <summary>Fills a row from the line in hand; false for a header or a line without numbers.</summary>
    internal bool Fill(CsvParser parser, LogRow row)
    {
        if (_columns is null || IsNewHeader(parser))
        {
            if (_columns is not null)
                notes.Add("note.csv.header_again", row.Place);
            _columns = [.. Enumerable.Range(0, parser.Count).Select(i => keys.Intern(Name(parser[i], i)))];
            return false;
        }
        if (parser.Count != _columns.Length)
            notes.Add("note.csv.width", row.Place, parser.Count, _columns.Length);
        for (int i = 0; i < Math.Min(parser.Count, _columns.Length); i++)
        {
            string cell = parser[i];
            if (cell.Length > 0 && (decimalComma ? NumberText.TryParseComma(cell, out double value) : NumberText.TryParse(cell, out value)))
                row.Add(_columns[i], value);
        }
        return row.Values.Length > 0;
    }

    private static string Name(string cell, int column)
    {
        string name = cell.Trim().TrimStart('\uFEFF', '#').Trim();
        return name.Length > 0 ? name : $"column {column + 1}";
    }

    // All cells are words and one of them is a column's name already: no row of data looks like this.
    private bool IsNewHeader(CsvParser parser)
    {
        bool known = false;
        for (int i = 0; i < parser.Count; i++)
        {
            string cell = parser[i];
            if (cell.Length == 0 || !(char.IsLetter(cell[0]) || cell[0] == '_') || NumberText.TryParse(cell, out _))
                return false;
            known |= _columns!.Any(column => column.Name == cell);
        }
        return known;
    }
}

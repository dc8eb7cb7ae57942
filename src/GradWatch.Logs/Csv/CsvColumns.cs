using GradWatch.Logs.ConsoleText;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.Csv;

/// <summary>The columns of a table, which may change in the middle of a file: loggers write a new header when a key appears.</summary>
internal sealed class CsvColumns(KeyTable keys, ReadingNotes notes, CsvShape shape)
{
    private readonly CsvCells _cells = new(shape.Delimiter[0]);
    private readonly LineKeys _spoken = new(keys, new HashSet<string>());
    private LogKey[] _columns = Columns(shape.Header, keys);
    private bool[] _phases = Phases(shape.Header);
    private bool _inText;

    /// <summary>Fills a row from a line; false for a header, a comment or a line without numbers.</summary>
    /// <param name="line">The line.</param>
    /// <param name="row">The row, empty, with the line's number as its place.</param>
    /// <param name="hasEnd">False for the last line of a file that ends within it.</param>
    internal bool Fill(ReadOnlySpan<char> line, LogRow row, bool hasEnd)
    {
        if (line[0] == '#')
            return false;
        _cells.Split(line);
        if (IsNewHeader(line))
        {
            notes.Add("note.csv.header_again", row.Place);
            string[] header = _cells.ToArray(line);
            (_columns, _phases) = (Columns(header, keys), Phases(header));
            return false;
        }
        if (IsInsideText(line, row.Place))
            return false;
        if (_cells.Count < _columns.Length && !hasEnd)
        {
            // The last number of a line cut off is a part of a number.
            notes.Add("note.csv.torn", row.Place);
            return false;
        }
        return AddNumbers(line, row);
    }

    private bool AddNumbers(ReadOnlySpan<char> line, LogRow row)
    {
        if (_cells.Count != _columns.Length && !_cells.IsOpen)
            notes.Add("note.csv.width", row.Place, _cells.Count, _columns.Length);
        for (int i = 0; i < Math.Min(_cells.Count, _columns.Length); i++)
        {
            ReadOnlySpan<char> cell = _cells.Of(line, i);
            if (cell.IsEmpty)
                continue;
            if (TryNumber(cell, out double value))
                row.Add(_columns[i], value);
            else if (_phases[i] && RowPhase.IsEvaluation(cell))
                row.IsEvaluation = true;
            else
                Hear(cell, row);
        }
        return row.Values.Length > 0;
    }

    // "grad norm is nan" in a column of remarks is a value.
    private void Hear(ReadOnlySpan<char> cell, LogRow row)
    {
        if (!LineMarks.NonFiniteIn(cell))
            return;
        var scanner = new NumberScanner(cell, true, false);
        while (scanner.Next())
        {
            NumberToken token = scanner.Current;
            if (!double.IsFinite(token.Value) && token.HasName && _spoken.Of(cell[token.NameStart..token.NameEnd]) is var name
                && LineKeys.IsMeasure(name.Role))
                row.Add(name.Key, token.Value);
        }
    }

    private static LogKey[] Columns(string[] header, KeyTable keys) => [.. header.Select((cell, i) => keys.Intern(Name(cell, i)))];

    private static bool[] Phases(string[] header) => [.. header.Select((cell, i) => RowPhase.IsNamedBy(Name(cell, i)))];

    private bool TryNumber(ReadOnlySpan<char> cell, out double value) =>
        shape.DecimalComma ? NumberText.TryParseComma(cell, out value) : NumberText.TryParse(cell, out value);

    // A text over several lines (a sample that the model wrote) is passed over; a quote that damage left is not waited for.
    private bool IsInsideText(ReadOnlySpan<char> line, long place)
    {
        if (_inText && !IsWhole(line))
        {
            _inText = line.Count('"') % 2 == 0;
            return true;
        }
        _inText = _cells.IsOpen;
        if (_inText)
            notes.Add("note.csv.open_quote", place);
        return false;
    }

    private bool IsWhole(ReadOnlySpan<char> line)
    {
        if (_cells.IsOpen || _cells.Count != _columns.Length)
            return false;
        int numbers = 0, blanks = 0;
        for (int i = 0; i < _cells.Count; i++)
        {
            ReadOnlySpan<char> cell = _cells.Of(line, i);
            numbers += TryNumber(cell, out _) ? 1 : 0;
            blanks += cell.IsWhiteSpace() ? 1 : 0;
        }
        return numbers > 0 && 2 * (numbers + blanks) >= _cells.Count;
    }

    private static string Name(ReadOnlySpan<char> cell, int column)
    {
        ReadOnlySpan<char> name = cell.Trim().TrimStart("\uFEFF#").Trim();
        return name.Length > 0 ? name.ToString() : $"column {column + 1}";
    }

    // All cells are words and one of them is a column's name already: no row of data looks like this.
    private bool IsNewHeader(ReadOnlySpan<char> line)
    {
        bool known = false;
        for (int i = 0; i < _cells.Count; i++)
        {
            ReadOnlySpan<char> cell = _cells.Of(line, i);
            if (cell.Length == 0 || !(char.IsLetter(cell[0]) || cell[0] == '_') || NumberText.TryParse(cell, out _))
                return false;
            known |= IsColumn(cell);
        }
        return known;
    }

    private bool IsColumn(ReadOnlySpan<char> name)
    {
        foreach (LogKey column in _columns)
        {
            if (name.SequenceEqual(column.Name))
                return true;
        }
        return false;
    }
}

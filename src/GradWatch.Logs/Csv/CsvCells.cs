namespace GradWatch.Logs.Csv;

/// <summary>The cells of one line of a table. A quoted cell may hold the delimiter; a quote that stays open ends the line.</summary>
internal sealed class CsvCells(char delimiter)
{
    private (int Start, int End)[] _cells = new (int, int)[64];

    /// <summary>How many cells the line has, without one whose quote stays open.</summary>
    internal int Count { get; private set; }

    /// <summary>True when a cell begins with a quote that does not end on the line.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>A cell of the line that was split, without its quotes.</summary>
    internal ReadOnlySpan<char> Of(ReadOnlySpan<char> line, int index) => line[_cells[index].Start.._cells[index].End];

    /// <summary>Finds the cells of a line.</summary>
    internal void Split(ReadOnlySpan<char> line)
    {
        (Count, IsOpen) = (0, false);
        for (int at = 0; at <= line.Length && !IsOpen;)
        {
            int text = at;
            while (text < line.Length && line[text] == ' ')
                text++;
            at = text < line.Length && line[text] == '"' ? Quoted(line, text + 1) : Bare(line, at);
        }
    }

    /// <summary>The cells of a line as strings.</summary>
    internal string[] ToArray(ReadOnlySpan<char> line)
    {
        Split(line);
        string[] cells = new string[Count];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Of(line, i).ToString();
        return cells;
    }

    private int Bare(ReadOnlySpan<char> line, int start)
    {
        int length = line[start..].IndexOf(delimiter);
        int end = length < 0 ? line.Length : start + length;
        Add(start, end);
        return end + 1;
    }

    private int Quoted(ReadOnlySpan<char> line, int start)
    {
        int end = start;
        while (true)
        {
            int quote = line[end..].IndexOf('"');
            if (quote < 0)
            {
                IsOpen = true;
                return line.Length + 1;
            }
            end += quote;
            // A doubled quote is one of the text.
            if (end + 1 >= line.Length || line[end + 1] != '"')
                break;
            end += 2;
        }
        Add(start, end);
        int next = line[end..].IndexOf(delimiter);
        return next < 0 ? line.Length + 1 : end + next + 1;
    }

    private void Add(int start, int end)
    {
        if (Count == _cells.Length)
            Array.Resize(ref _cells, Count * 2);
        _cells[Count++] = (start, end);
    }
}

using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Tables set with blanks in console text: a line of names, then lines of numbers below them.</summary>
/// <remarks>Ultralytics and YOLOv5, fastai, and prints by hand. Names are divided by two blanks or a tab, or by one blank where each is one word.</remarks>
internal sealed class HeaderTable(KeyTable keys)
{
    private const int FewestColumns = 3;
    private const int LongestHeader = 400;
    private static readonly string[] YoloLosses = ["box", "obj", "cls", "dfl", "seg", "pose", "kobj", "l1", "giou", "landmark"];
    private LogKey?[] _columns = [];
    private int _step = -1, _epoch = -1;

    /// <summary>A number that stands for the columns.</summary>
    internal int Shape { get; private set; }

    /// <summary>Looks whether a line is a header; if so, the lines that follow are read as rows.</summary>
    internal void Offer(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.Length is 0 or > LongestHeader || line.ContainsAny(":=,;{"))
            return;
        string text = line.ToString();
        string[] names = text.Contains("  ", StringComparison.Ordinal) || text.Contains('\t', StringComparison.Ordinal)
            ? [.. text.Split(["  ", "\t"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : text.Split(' ');
        if (names.Length < FewestColumns || !names.All(name => char.IsLetter(name[0]) || name[0] == '_'))
            return;
        bool yolo = names.Any(name => name.Equals("gpu_mem", StringComparison.OrdinalIgnoreCase));
        KeyRole[] roles = [.. names.Select(name => KeyNames.RoleOf(Name(name, yolo)))];
        if (!roles.Any(LineKeys.IsMeasure) || !roles.Any(role => role.Use is KeyUse.Step or KeyUse.Epoch))
            return;
        _columns = [.. names.Select(name => keys.Intern(Name(name, yolo)))];
        _step = Array.FindIndex(roles, role => role.Use == KeyUse.Step);
        _epoch = Array.FindIndex(roles, role => role.Use == KeyUse.Epoch);
        Shape = string.GetHashCode(text, StringComparison.Ordinal);
    }

    /// <summary>Fills a row from a line of numbers; false when there is no header or the line does not fit it.</summary>
    internal bool TryRow(ReadOnlySpan<char> line, LogRow row)
    {
        if (_columns.Length == 0)
            return false;
        int column = 0, at = 0;
        double step = double.NaN, of = double.NaN, epoch = double.NaN;
        while (column < _columns.Length && NextCell(line, ref at) is { Length: > 0 } cell)
        {
            int slash = cell.IndexOf('/');
            bool isNumber = NumberText.TryParse(slash > 0 ? cell[..slash] : cell, out double value);
            if (!isNumber && column == 0)
                return false;
            if (isNumber)
                row.Add(_columns[column]!, value);
            if (column == _step)
                (step, of) = (value, slash > 0 && NumberText.TryParse(cell[(slash + 1)..], out double total) ? total : double.NaN);
            if (column == _epoch)
                epoch = value;
            column++;
        }
        if (column < _columns.Length || row.Values.Length * 2 < _columns.Length)
        {
            row.Clear(row.Place);
            return false;
        }
        row.Position = double.IsNaN(step) ? Counted(line[at..], epoch) : new RowPosition(step, of, epoch);
        return true;
    }

    // A progress bar behind the numbers counts the batches of the epoch.
    private static RowPosition Counted(ReadOnlySpan<char> rest, double epoch)
    {
        var scanner = new NumberScanner(rest, false, false);
        while (scanner.Next())
        {
            double of = scanner.Of();
            if (!double.IsNaN(of))
                return new RowPosition(scanner.Current.Value, of, epoch);
        }
        return new RowPosition(double.NaN, double.NaN, epoch);
    }

    private static ReadOnlySpan<char> NextCell(ReadOnlySpan<char> line, ref int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
            at++;
        int start = at;
        while (at < line.Length && line[at] is not (' ' or '\t'))
            at++;
        return line[start..at];
    }

    private static string Name(string name, bool yolo) => yolo && YoloLosses.Contains(name) ? name + "_loss" : name;
}

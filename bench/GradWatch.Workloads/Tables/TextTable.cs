namespace GradWatch.Workloads.Tables;

/// <summary>A table of markdown that lines up on a console.</summary>
internal static class TextTable
{
    internal static IEnumerable<string> Lines(string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        int[] widths = [.. head.Select((_, column) => all.Max(row => row[column].Length))];
        string Line(string[] row) => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |";
        string rule = $"|{string.Join("|", widths.Select(width => new string('-', width + 2)))}|";
        return [Line(head), rule, .. all.Skip(1).Select(Line)];
    }
}

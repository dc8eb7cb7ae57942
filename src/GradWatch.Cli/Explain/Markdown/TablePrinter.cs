using GradWatch.Cli.Terminal;
using Markdig.Syntax;
using Spectre.Console;
using Table = Markdig.Extensions.Tables.Table;
using TableCell = Markdig.Extensions.Tables.TableCell;
using TableColumnAlign = Markdig.Extensions.Tables.TableColumnAlign;
using TableRow = Markdig.Extensions.Tables.TableRow;

namespace GradWatch.Cli.Explain.Markdown;

/// <summary>A table in columns; where it is too wide, its widest columns are broken at words.</summary>
internal sealed class TablePrinter(Page page, int width)
{
    private const int Gap = 2;

    internal void Write(Table table)
    {
        List<Phrase[][]> rows = [.. table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Phrases).ToArray())];
        int columns = rows.Max(row => row.Length);
        int[] widths = Fit([.. Enumerable.Range(0, columns).Select(column => rows.Max(row => column < row.Length ? Length(row[column]) : 0))], rows);
        for (int i = 0; i < rows.Count; i++)
            Write(rows[i], widths, table, i == 0);
    }

    private void Write(Phrase[][] row, int[] widths, Table table, bool head)
    {
        List<(string Text, Style Tone)>[][] cells = [.. row.Select((cell, column) => Lines.Of(cell, widths[column]).ToArray())];
        for (int line = 0; line < cells.Max(cell => cell.Length); line++)
        {
            List<(string Text, Style Tone)> parts = [];
            for (int column = 0; column < cells.Length; column++)
            {
                IReadOnlyList<(string Text, Style Tone)> words = line < cells[column].Length ? cells[column][line] : [];
                int free = widths[column] - words.Sum(word => word.Text.Length);
                bool right = column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right;
                string space = new(' ', Math.Max(0, free));
                parts.AddRange(right ? [(space, Tone.Plain), .. words] : [.. words, (space, Tone.Plain)]);
                parts.Add((new string(' ', Gap), Tone.Plain));
            }
            while (parts.Count > 0 && string.IsNullOrWhiteSpace(parts[^1].Text))
                parts.RemoveAt(parts.Count - 1);
            page.Line([.. parts.Select(part => head ? (part.Text, Tone.Faint) : part)]);
        }
    }

    // The widest gives way first, down to its longest word.
    private int[] Fit(int[] widths, List<Phrase[][]> rows)
    {
        int[] least = [.. widths.Select((_, column) => rows.Max(row => column < row.Length ? LongestWord(row[column]) : 0))];
        int room = width - Gap * (widths.Length - 1);
        while (widths.Sum() > room)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
            {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]))
                    widest = i;
            }
            if (widest < 0)
                break;
            widths[widest]--;
        }
        return widths;
    }

    private static Phrase[] Phrases(TableCell cell) => [.. cell.OfType<ParagraphBlock>().Where(block => block.Inline is not null).SelectMany(block => Phrase.Of(block.Inline!))];

    private static int Length(Phrase[] cell) => string.Concat(cell.Select(phrase => phrase.Text)).Trim().Length;

    private static int LongestWord(Phrase[] cell) => string.Concat(cell.Select(phrase => phrase.Text)).Split(' ').Max(word => word.Length);
}

using Spectre.Console;

namespace GradWatch.Cli.Terminal;

/// <summary>Lines of text with a tone for each part; sentences are broken at words and hang under their beginning.</summary>
internal sealed class Page(IAnsiConsole console)
{
    internal void Line() => console.WriteLine();

    internal void Line(params (string Text, Style Tone)[] parts)
    {
        foreach ((string text, Style tone) in parts)
            console.Write(new Text(text, tone));
        console.WriteLine();
    }

    /// <summary>Writes a text after a label, broken at words, every further line as far in as the first.</summary>
    internal void Paragraph(string label, Style labelTone, int indent, string text, Style tone)
    {
        string first = label.PadRight(indent);
        foreach (string line in Break(text, Screen.Columns - indent))
        {
            Line((first, labelTone), (line, tone));
            first = new string(' ', indent);
        }
    }

    /// <summary>Lines of at most so many columns; a word that is longer stands alone.</summary>
    internal static IEnumerable<string> Break(string text, int columns)
    {
        int start = 0;
        while (text.Length - start > columns)
        {
            int end = text.LastIndexOf(' ', start + columns, columns + 1);
            if (end <= start)
                end = text.IndexOf(' ', start + columns);
            if (end < 0)
                break;
            yield return text[start..end];
            start = end + 1;
        }
        yield return text[start..];
    }
}

using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;
using Markdig.Syntax;
using Spectre.Console;
using Table = Markdig.Extensions.Tables.Table;

namespace GradWatch.Cli.Explain.Markdown;

/// <summary>Blocks of a page on a console: headings, paragraphs, lists, code, tables; a blank line between them.</summary>
internal sealed class Printer(IAnsiConsole console, Language language, int width)
{
    private const int CodeIndent = 4;

    private readonly Page _page = new(console);

    internal void Write(IReadOnlyList<Block> blocks)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            if (i == 1 || (i > 0 && blocks[i - 1] is not HeadingBlock { Level: > 1 }))
                _page.Line();
            Write(blocks[i]);
        }
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock head:
                _page.Line((Document.PlainText(head), Tone.Strong));
                break;
            case CodeBlock code:
                foreach (string line in code.Lines.ToString().TrimEnd().Split('\n'))
                    _page.Line((new string(' ', CodeIndent) + line.TrimEnd('\r'), Tone.Code));
                break;
            case ParagraphBlock { Inline: { } text }:
                Paragraph("", [.. Phrase.Of(text).Select(Picture)]);
                break;
            case ListBlock list:
                List(list, "");
                break;
            case Table table:
                new TablePrinter(_page, width).Write(table);
                break;
            case ContainerBlock container:
                Write([.. container]);
                break;
        }
    }

    private void List(ListBlock list, string indent)
    {
        int number = 0;
        foreach (ListItemBlock item in list.OfType<ListItemBlock>())
        {
            string mark = indent + (list.IsOrdered ? $"{++number}. " : "- ");
            foreach (Block block in item)
            {
                if (block is ListBlock inner)
                    List(inner, new string(' ', mark.Length));
                else if (block is ParagraphBlock { Inline: { } text })
                    Paragraph(mark, [.. Phrase.Of(text)]);
                mark = new string(' ', mark.Length);
            }
        }
    }

    private void Paragraph(string mark, IReadOnlyList<Phrase> phrases)
    {
        string first = mark;
        foreach (List<(string Text, Style Tone)> line in Lines.Of(phrases, width - mark.Length))
        {
            _page.Line([(first, Tone.Plain), .. line]);
            first = new string(' ', mark.Length);
        }
    }

    // What a picture shows is told in its place.
    private Phrase Picture(Phrase phrase) =>
        phrase.IsPicture ? phrase with { Text = CliTexts.Format(language, "explain.picture", phrase.Text) } : phrase;
}

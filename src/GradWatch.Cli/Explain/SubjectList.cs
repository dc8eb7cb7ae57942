using GradWatch.Cli.Terminal;
using GradWatch.Cli.Texts;
using GradWatch.Wording;
using Spectre.Console;

namespace GradWatch.Cli.Explain;

/// <summary>All that can be explained, a sentence each.</summary>
internal sealed class SubjectList(IAnsiConsole console, Language language, int width)
{
    private const int Indent = 2;

    private readonly Page _page = new(console);

    internal void Write()
    {
        int id = PageShelf.All.Max(subject => subject.Id.Length) + 2 * Indent;
        foreach (IGrouping<string, Subject> kind in PageShelf.All.GroupBy(subject => subject.Kind))
        {
            _page.Line((CliTexts.Get(language, "explain.head." + kind.Key), Tone.Strong));
            foreach (Subject subject in kind)
                Write(subject, id);
            _page.Line();
        }
        _page.Line((CliTexts.Get(language, "explain.more"), Tone.Faint));
    }

    private void Write(Subject subject, int indent)
    {
        string label = new string(' ', Indent) + subject.Id;
        foreach (string line in Page.Break(PageShelf.Sentence(subject, language), width - indent))
        {
            _page.Line((label.PadRight(indent), Tone.Code), (line, Tone.Plain));
            label = "";
        }
    }
}

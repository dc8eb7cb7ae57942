using System.Reflection;
using GradWatch.Cli.Explain.Markdown;
using GradWatch.Wording;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace GradWatch.Cli.Explain;

/// <summary>The pages of detectors, causes and remedies, as they lie in docs/ and in this assembly.</summary>
internal static class PageShelf
{
    private const string Prefix = "pages/";
    private const string Remedies = "remedies";
    private const string Russian = ".ru";
    private const string Ending = ".md";

    private static readonly Assembly Here = typeof(PageShelf).Assembly;
    private static readonly string[] Kinds = ["detectors", "causes"];

    /// <summary>Everything that has a page or, of remedies, a section; in the order of the kinds, by id.</summary>
    internal static IReadOnlyList<Subject> All { get; } = [.. Kinds.SelectMany(Ids), .. RemedyIds().Select(id => new Subject(Remedies, id))];

    internal static Subject? Find(string id) => All.FirstOrDefault(subject => subject.Id == id);

    /// <summary>The blocks of a page, its title first.</summary>
    internal static IReadOnlyList<Block> Blocks(Subject subject, Language language) => subject.Kind == Remedies
        ? Section(Document.Parse(Text(Remedies, language)), subject.Id)
        : [.. Document.Parse(Text($"{subject.Kind}/{subject.Id}", language))];

    /// <summary>What it is in a sentence: the first that follows the title.</summary>
    internal static string Sentence(Subject subject, Language language)
    {
        string text = Blocks(subject, language).OfType<ParagraphBlock>().Select(Document.PlainText).FirstOrDefault(one => one.Length > 0) ?? "";
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    /// <summary>The row of a limit in the table of defaults of its detector's page: unit and reason; null when it has none.</summary>
    internal static (string Unit, string Reason)? Default(string detector, string limit, Language language)
    {
        foreach (TableRow row in Document.Parse(Text("detectors/" + detector, language)).OfType<Table>().SelectMany(table => table).OfType<TableRow>())
        {
            string[] cells = [.. row.OfType<TableCell>().Select(Document.PlainText)];
            if (cells.Length >= 4 && cells[0] == limit)
                return (cells[1], cells[3]);
        }
        return null;
    }

    /// <summary>The text of a page, by its name without ending; the English one where there is no other.</summary>
    internal static string Text(string name, Language language)
    {
        string russian = Prefix + name + Russian + Ending;
        using Stream page = (language == Language.Russian ? Here.GetManifestResourceStream(russian) : null)
            ?? Here.GetManifestResourceStream(Prefix + name + Ending) ?? throw new FileNotFoundException(name);
        using var reader = new StreamReader(page);
        return reader.ReadToEnd();
    }

    private static IEnumerable<Subject> Ids(string kind) => Here.GetManifestResourceNames()
        .Where(name => name.StartsWith($"{Prefix}{kind}/", StringComparison.Ordinal) && !name.EndsWith(Russian + Ending, StringComparison.Ordinal))
        .Select(name => name[(Prefix.Length + kind.Length + 1)..^Ending.Length]).Order(StringComparer.Ordinal)
        .Select(id => new Subject(kind, id));

    // A remedy is a section of one page, titled with its id.
    private static IEnumerable<string> RemedyIds() => Document.Parse(Text(Remedies, Language.English)).OfType<HeadingBlock>()
        .Select(Document.PlainText).Where(title => title.Contains('_', StringComparison.Ordinal));

    private static IReadOnlyList<Block> Section(MarkdownDocument page, string id)
    {
        List<Block> after = [.. page.SkipWhile(block => !(block is HeadingBlock head && Document.PlainText(head) == id))];
        int level = ((HeadingBlock)after[0]).Level;
        return [after[0], .. after.Skip(1).TakeWhile(block => block is not HeadingBlock head || head.Level > level)];
    }
}

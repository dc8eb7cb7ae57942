using GradWatch.Cli.Terminal;
using Markdig.Syntax.Inlines;
using Spectre.Console;

namespace GradWatch.Cli.Explain.Markdown;

/// <summary>A piece of running text in one tone.</summary>
/// <param name="Text">The words, with the spaces around them.</param>
/// <param name="Tone">How they look on a terminal.</param>
/// <param name="IsPicture">True for what stands in the place of a picture.</param>
internal readonly record struct Phrase(string Text, Style Tone, bool IsPicture = false)
{
    private static readonly Style Emphasis = new(decoration: Decoration.Italic);

    /// <summary>The phrases of a text; an address that can be opened follows its words.</summary>
    internal static IEnumerable<Phrase> Of(ContainerInline inlines) => inlines.SelectMany(inline => Of(inline, Terminal.Tone.Plain));

    private static IEnumerable<Phrase> Of(Inline inline, Style tone) => inline switch
    {
        LiteralInline literal => [new Phrase(literal.Content.ToString(), tone)],
        CodeInline code => [new Phrase(Quoted(code), Terminal.Tone.Code)],
        LineBreakInline => [new Phrase(" ", tone)],
        HtmlEntityInline entity => [new Phrase(entity.Transcoded.ToString(), tone)],
        LinkInline { IsImage: true } picture => [new Phrase(string.Concat(picture.SelectMany(part => Of(part, tone)).Select(part => part.Text)), Terminal.Tone.Faint, true)],
        LinkInline link => [.. link.SelectMany(part => Of(part, Terminal.Tone.Info)), .. Address(link.Url)],
        AutolinkInline link => [new Phrase(link.Url, Terminal.Tone.Info)],
        EmphasisInline emphasis => emphasis.SelectMany(part => Of(part, emphasis.DelimiterCount > 1 ? Terminal.Tone.Strong : Emphasis)),
        ContainerInline container => container.SelectMany(part => Of(part, tone)),
        _ => [],
    };

    // A name that could be read as an ordinary word: colour alone would not tell it.
    private static string Quoted(CodeInline code) =>
        code.Content.All(char.IsAsciiLetterLower) && (code.PreviousSibling is not null || code.NextSibling is not null) ? $"'{code.Content}'" : code.Content;

    // Another page of docs/ has a name that explain takes; its file would say nothing on a terminal.
    private static IEnumerable<Phrase> Address(string? url) =>
        url is not null && url.StartsWith("http", StringComparison.Ordinal) ? [new Phrase($" ({url})", Terminal.Tone.Faint)] : [];
}

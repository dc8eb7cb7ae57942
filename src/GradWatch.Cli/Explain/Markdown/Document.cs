using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace GradWatch.Cli.Explain.Markdown;

/// <summary>A page of docs/ as blocks, with tables.</summary>
internal static class Document
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    internal static MarkdownDocument Parse(string text) => Markdig.Markdown.Parse(text, Pipeline);

    /// <summary>The words of a block, pictures left out.</summary>
    internal static string PlainText(Block block) => block switch
    {
        LeafBlock { Inline: { } inline } => PlainText(inline),
        ContainerBlock container => string.Join(' ', container.Select(PlainText)),
        _ => "",
    };

    private static string PlainText(ContainerInline inlines) =>
        string.Concat(Phrase.Of(inlines).Where(phrase => !phrase.IsPicture).Select(phrase => phrase.Text)).Trim();
}

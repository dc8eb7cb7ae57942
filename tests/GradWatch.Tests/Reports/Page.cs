using System.Text;
using System.Text.RegularExpressions;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Tests.Reports;

/// <summary>A page as text: its markup without style and script, the text that a reader of one language sees.</summary>
internal static partial class Page
{
    internal static string Of(Language language, params Report[] reports)
    {
        using var output = new StringWriter();
        HtmlReport.Write(reports, output, language);
        return output.ToString();
    }

    internal static string Of(params Report[] reports) => Of(Language.English, reports);

    /// <summary>Markup, a tag a line; style, script and the hashes of both are left out.</summary>
    internal static string Outline(string page)
    {
        string bare = Code().Replace(page, "$1…$2");
        bare = Hashes().Replace(bare, "sha256-…");
        return bare.Replace("><", ">\n<", StringComparison.Ordinal);
    }

    /// <summary>What a reader sees, a block a line.</summary>
    internal static string Visible(string page, Language language)
    {
        string body = WithoutDrawings(Code().Replace(page[page.IndexOf("<header", StringComparison.Ordinal)..], ""));
        body = Other(language).Replace(Data().Replace(body, ""), "");
        body = Cells().Replace(Blocks().Replace(body, "\n"), " ");
        string text = System.Net.WebUtility.HtmlDecode(Tags().Replace(body, ""));
        return string.Join('\n', text.Split('\n').Select(line => Spaces().Replace(line, " ").Trim()).Where(line => line.Length > 0)) + "\n";
    }

    internal static string[] TagsOf(string page) => [.. Tags().Matches(Code().Replace(page, "$1$2")).Select(tag => Values().Replace(tag.Value, "=\"\""))];

    /// <summary>Drawings lie in drawings: what is in the outermost is left out with it.</summary>
    private static string WithoutDrawings(string page)
    {
        var text = new StringBuilder();
        int depth = 0;
        foreach (string part in DrawingEdge().Split(page))
        {
            depth += part.StartsWith("<svg", StringComparison.Ordinal) ? 1 : part == "</svg>" ? -1 : 0;
            if (depth == 0 && part != "</svg>")
                text.Append(part);
        }
        return text.ToString();
    }

    private static Regex Other(Language language) => language == Language.English ? Russian() : English();

    [GeneratedRegex(@"(<style>|<script>).*?(</style>|</script>)", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"(<svg\b[^>]*>|</svg>)")]
    private static partial Regex DrawingEdge();

    [GeneratedRegex(@"<script type=.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"<span lang=""ru"">(?:(?!</?span).|<span class=""nw"">[^<]*</span>)*</span>", RegexOptions.Singleline)]
    private static partial Regex Russian();

    [GeneratedRegex(@"<span lang=""en"">(?:(?!</?span).|<span class=""nw"">[^<]*</span>)*</span>", RegexOptions.Singleline)]
    private static partial Regex English();

    [GeneratedRegex(@"<(?:/?(?:p|div|li|ul|ol|h\d|section|dl|article|header|footer|table|thead|tbody|tr|details|summary|pre|main)|dt)\b[^>]*>")]
    private static partial Regex Blocks();

    [GeneratedRegex("<(?:td|th|dd|button)\\b[^>]*>")]
    private static partial Regex Cells();

    [GeneratedRegex(@"<[a-zA-Z/!][^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Values();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"sha256-[A-Za-z0-9+/=]+")]
    private static partial Regex Hashes();
}

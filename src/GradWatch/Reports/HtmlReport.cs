using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using GradWatch.Reports.Html;
using GradWatch.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>The report that people read: one file that opens offline and asks nothing of anywhere.</summary>
public static class HtmlReport
{
    private static readonly Lazy<string> Style = new(() => Resource("report.css") + HeatScale.Rules());
    private static readonly Lazy<string> Script = new(() => Resource("report.js"));

    /// <summary>Writes a page of one or more runs. Both languages are in it; <paramref name="language"/> is shown first.</summary>
    public static void Write(IReadOnlyList<Report> reports, TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(output);
        var page = new Markup(output);
        Head(page, reports, language);
        page.Raw("<main>");
        if (reports.Count == 0)
            page.Raw("<p class=\"empty\">").Say("summary.none").Raw("</p>");
        if (reports.Count > 1)
            SummaryTable.Write(page, reports);
        for (int i = 0; i < reports.Count; i++)
            RunArticle.Write(page, reports[i], SummaryTable.Anchor(i), MostColumns(reports.Count));
        page.Raw("</main><footer>").Say("page.footer").Raw("</footer><script>").Raw(Script.Value).Raw("</script></body></html>\n");
    }

    /// <summary>A page of many runs draws each with fewer columns: its size stays in bounds, and nobody zooms into all.</summary>
    private static int MostColumns(int runs) => runs <= 4 ? 1200 : runs <= 16 ? 600 : 300;

    private static void Head(Markup page, IReadOnlyList<Report> reports, Language language)
    {
        string tongue = language == Language.Russian ? "ru" : "en";
        page.Raw($"<!doctype html>\n<html lang=\"{tongue}\" data-lang=\"{tongue}\"><head><meta charset=\"utf-8\">");
        page.Raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{Hash(Style.Value)}'; ");
        page.Raw($"script-src '{Hash(Script.Value)}'; base-uri 'none'; form-action 'none'\"><title>{Title(reports, language)}</title><style>");
        page.Raw(Style.Value).Raw("</style></head><body>").Raw(Icon.Definitions);
        page.Raw("<header class=\"top\"><span class=\"mark\"><svg viewBox=\"0 0 22 16\" aria-hidden=\"true\">");
        page.Raw("<path d=\"M0 12h5l2-2 2 2 3-11 3 14 2-5h5\"/></svg>GradWatch</span><h1>").Say("page.title").Raw("</h1><div class=\"tools js\">");
        Choice(page, "lang", [("en", "EN"), ("ru", "RU")], tongue, "page.language");
        Choice(page, "theme", [("", "page.auto"), ("light", "page.light"), ("dark", "page.dark")], "", "page.theme");
        page.Raw("</div></header>");
    }

    private static void Choice(Markup page, string kind, (string Value, string Text)[] choices, string chosen, string label)
    {
        page.Raw("<div class=\"seg\" role=\"group\"><span class=\"sr\">").Say(label).Raw("</span>");
        foreach ((string value, string text) in choices)
        {
            page.Raw($"<button type=\"button\" data-{kind}-set=\"{value}\" aria-pressed=\"{(value == chosen ? "true" : "false")}\">");
            if (text.StartsWith("page.", StringComparison.Ordinal))
                page.Say(text).Raw("</button>");
            else
                page.Text(text).Raw("</button>");
        }
        page.Raw("</div>");
    }

    private static string Title(IReadOnlyList<Report> reports, Language language) => reports is [var only]
        ? $"{Headline.Word(only).In(language)} · {Path.GetFileName(only.Run.Source)} · GradWatch"
        : $"{Texts.Get(language, "report.page.title")} · GradWatch";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A resource of this folder. Line ends are made one: a page's hash must not depend on the checkout.</summary>
    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource '{name}' is missing from the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

using System.Text;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>Tables of markdown, and numbers as they are written in them.</summary>
internal static class Markdown
{
    /// <summary>A table; all columns but the first are right-aligned unless their heading begins with a blank.</summary>
    internal static string Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        text.AppendLine($"| {string.Join(" | ", headings.Select(heading => heading.Trim()))} |");
        text.AppendLine($"|{string.Concat(headings.Select((heading, i) => i == 0 || heading.StartsWith(' ') ? "---|" : "---:|"))}");
        foreach (IReadOnlyList<string> row in rows)
            text.AppendLine($"| {string.Join(" | ", row)} |");
        return text.ToString();
    }

    internal static string Share(int part, int whole) => whole == 0 ? "–" : $"{part} of {whole} ({Percent(part, whole)})";

    internal static string Percent(int part, int whole) => whole == 0 ? "–" : $"{100.0 * part / whole:0.#} %";

    internal static string Of(Quartiles? quartiles) => quartiles is null ? "–"
        : $"{quartiles.Median:0.#} ({quartiles.Lower:0.#} … {quartiles.Upper:0.#})";

    /// <summary>Three significant digits, as the house writes numbers.</summary>
    internal static string Figure(double value) => value switch
    {
        0 => "0",
        >= 100 => $"{value:0}",
        >= 10 => $"{value:0.0}",
        >= 1 => $"{value:0.00}",
        >= 0.1 => $"{value:0.000}",
        _ => $"{value:0.0000}",
    };
}

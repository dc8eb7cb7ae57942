using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Pages;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Charts;

/// <summary>A row for each rule and a panel for each collection: a disc at the share of sick runs caught, a ring at that of healthy ones called sick.</summary>
/// <remarks>Rows instead of a cloud of points: a dozen rules lie within a few percent of each other.</remarks>
internal static class RulesChart
{
    private const double Gutter = 234, Gap = 28, WidePanel = 300, NarrowPanel = 164, Row = 20, Top = 78, Bottom = 16, Radius = 4.5;

    internal static string Of(IReadOnlyList<CollectionQuality> collections)
    {
        List<string> rules = [.. Ranked(collections)];
        // A picture much wider than a page of text would be shrunk until nobody can read it.
        double panel = collections.Count > 2 ? NarrowPanel : WidePanel, height = Top + rules.Count * Row + Bottom;
        Svg svg = new(Gutter + collections.Count * (panel + Gap), height, "Sick runs caught in time and healthy runs called sick, by rule");
        svg.Circle("caught", 16, 20, Radius);
        svg.Text("", 26, 24, "sick runs caught in time");
        svg.Circle("false", 16, 40, Radius);
        svg.Text("", 26, 44, "healthy runs called sick");
        for (int i = 0; i < rules.Count; i++)
            svg.Text(IsOurs(rules[i]) ? "ours" : "", Gutter - 14, Middle(i) + 4, rules[i], "end");
        for (int i = 0; i < collections.Count; i++)
            Draw(svg, collections[i], rules, Gutter + i * (panel + Gap), panel);
        return svg.ToString();
    }

    // GradWatch first, then by how far what is caught stands above what is false, over all collections.
    private static IEnumerable<string> Ranked(IReadOnlyList<CollectionQuality> collections) => collections
        .SelectMany(quality => quality.Scores)
        .Where(score => score.Sick > 0)
        .GroupBy(score => score.Rule)
        .OrderByDescending(scores => IsOurs(scores.Key))
        .ThenByDescending(scores => scores.Average(score => score.Recall - score.FalseShare))
        .Select(scores => scores.Key);

    private static void Draw(Svg svg, CollectionQuality quality, List<string> rules, double left, double panel)
    {
        svg.Text("head", left, 24, panel == WidePanel ? CollectionSection.Title(quality.Name) : CollectionSection.ShortTitle(quality.Name));
        svg.Text("label", left, 44, $"{quality.Ours.Sick} sick, {quality.Ours.Healthy} healthy");
        for (int percent = 0; percent <= 100; percent += panel == WidePanel ? 25 : 50)
        {
            double x = left + panel * percent / 100;
            svg.Line("grid", x, Top - 6, x, Top + rules.Count * Row);
            svg.Text("label", x, Top - 12, $"{percent} %", percent == 0 ? "start" : percent == 100 ? "end" : "middle");
        }
        for (int i = 0; i < rules.Count; i++)
        {
            if (quality.Scores.FirstOrDefault(score => score.Rule == rules[i]) is { Sick: > 0 } score)
                DrawRow(svg, score, left, panel, Middle(i));
            else
                svg.Text("label", left + 6, Middle(i) + 4, "not in these logs");
        }
    }

    private static void DrawRow(Svg svg, Score score, double left, double panel, double y)
    {
        (double caught, double wrong) = (left + panel * score.Recall, left + panel * score.FalseShare);
        svg.Line("line", wrong, y, caught, y);
        svg.Circle("false", wrong, y, Radius);
        svg.Circle("caught", caught, y, Radius);
    }

    private static double Middle(int row) => Top + (row + 0.5) * Row;

    private static bool IsOurs(string rule) => rule.StartsWith("GradWatch", StringComparison.Ordinal);
}

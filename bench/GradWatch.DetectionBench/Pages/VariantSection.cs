using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>The same runs as poorer loggers would have written them and on other scales.</summary>
internal static class VariantSection
{
    internal static string Of(string collection, IReadOnlyList<VariantScores> variants) => $"""
        ### {CollectionSection.Title(collection)}: as poorer loggers would have written them, and on other scales

        Caught in time / healthy called sick.

        {Markdown.Table(["as logged", .. variants[0].Scores.Select(score => score.Rule)], variants.Select(Line))}
        """;

    private static string[] Line(VariantScores variant) => [variant.Name, .. variant.Scores.Select(Cell)];

    private static string Cell(Score score) => $"{Markdown.Percent(score.Caught, score.Sick)} / {Markdown.Percent(score.False, score.Healthy)}";
}

using GradWatch.DetectionBench.Measuring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>Chosen on some scenarios, judged on others, beside the shipped defaults.</summary>
internal static class CrossValidationSection
{
    private static readonly string[] Headings =
        ["held-out fold", "scenarios", "caught, chosen", "caught, shipped", "critical, chosen", "critical, shipped",
            "healthy critical, chosen", "shipped", "healthy warned, chosen", "shipped", " chosen by the other folds"];

    internal static string Of(CrossValidation validation)
    {
        Tally chosen = validation.Folds.Aggregate(default(Tally), (sum, fold) => sum + fold.Held);
        Tally shipped = validation.Folds.Aggregate(default(Tally), (sum, fold) => sum + fold.HeldByDefaults);
        return $"""
            ## Cross-validation by scenario

            All seeds of a scenario are in one fold. For each fold every threshold is moved by 0.7 or 1.3 where that costs less on the other
            folds (a missed run 1, a sick run that is not critical 0.25, a healthy one called critical 2, warned of 1, each by its share); then
            the fold, which had no say, is judged with these and with the shipped thresholds.

            {Markdown.Table(Headings,
                [.. validation.Folds.Select(fold =>
                    Line($"{fold.Fold}", $"{fold.Scenarios}", fold.Held, fold.HeldByDefaults, string.Join(", ", fold.Chosen))),
                    Line("**all**", $"{validation.Folds.Sum(fold => fold.Scenarios)}", chosen, shipped, "")])}
            The weights of causes, raised to a power that the other folds choose and scaled to sum to 1:

            {Markdown.Table(["held-out fold", "power chosen", "calibration error with it", "as shipped"],
                validation.Weights.Select(one =>
                    (string[])[$"{one.Fold}", $"{one.Exponent}", $"{one.Error:0.000}", $"{one.ErrorAsShipped:0.000}"]))}
            """;
    }

    private static string[] Line(string fold, string scenarios, Tally chosen, Tally shipped, string moves) =>
    [
        fold, scenarios, Markdown.Share(chosen.Caught, chosen.Sick), Markdown.Share(shipped.Caught, shipped.Sick),
        $"{chosen.Critical}", $"{shipped.Critical}",
        $"{chosen.FalseCritical} of {chosen.Healthy}", $"{shipped.FalseCritical}", $"{chosen.FalseWarning}", $"{shipped.FalseWarning}", moves,
    ];
}

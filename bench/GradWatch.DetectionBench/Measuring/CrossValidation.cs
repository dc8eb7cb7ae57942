using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>Thresholds chosen on some scenarios and judged on the others: what of the quality is luck with these runs.</summary>
/// <param name="Folds">What each fold chose, and how it did on what it had not seen.</param>
/// <param name="Weights">The same for the weights of causes.</param>
internal sealed record CrossValidation(IReadOnlyList<FoldResult> Folds, IReadOnlyList<TemperatureResult> Weights)
{
    private static readonly double[] Factors = [0.7, 1.3];

    internal static CrossValidation Of(IReadOnlyList<RecordedRun> runs)
    {
        IReadOnlyDictionary<string, int> folds = Measuring.Folds.Of(runs.Select(run => run.Truth));
        DetectorTrials trials = new(runs);
        using Progress progress = new(Measuring.Folds.Count * Threshold.All.Count);
        IReadOnlyList<FoldResult> results = [.. Enumerable.Range(0, Measuring.Folds.Count).Select(fold => OfFold(trials, folds, fold, progress))];
        return new CrossValidation(results, TemperatureResult.All(Judged.All(runs, causes: true), folds));
    }

    // One pass over the thresholds: each takes the factor that costs least on the other folds, and stays where none is better.
    private static FoldResult OfFold(DetectorTrials trials, IReadOnlyDictionary<string, int> folds, int fold, Progress progress)
    {
        bool IsHeld(RecordedRun run) => folds[Measuring.Folds.NameOf(run.Truth)] == fold;

        Dictionary<Threshold, double> chosen = [];
        double least = Train(chosen);
        foreach (Threshold threshold in Threshold.All)
        {
            foreach (double factor in Factors)
            {
                Dictionary<Threshold, double> tried = new(chosen) { [threshold] = factor };
                double cost = Train(tried);
                if (cost < least)
                    (least, chosen) = (cost, tried);
            }
            progress.Tell($"fold {fold + 1}, {threshold.Name}");
        }
        return new FoldResult(
            fold + 1, folds.Count(pair => pair.Value == fold), [.. chosen.Select(pair => $"{pair.Key.Name} × {pair.Value}")],
            Held(chosen), Held(new Dictionary<Threshold, double>()));

        double Train(Dictionary<Threshold, double> factors) => Tally.Of(trials.Runs, trials.Words(factors), run => !IsHeld(run)).Cost;
        Tally Held(Dictionary<Threshold, double> factors) => Tally.Of(trials.Runs, trials.Words(factors), IsHeld);
    }
}

using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>The weights of causes made bolder or shyer: which exponent the other folds choose, and how honest the weights of this one are then.</summary>
/// <param name="Exponent">A weight w becomes w to this power, and all are scaled to sum to 1.</param>
/// <param name="Error">Calibration error with it.</param>
/// <param name="ErrorAsShipped">With 1.</param>
internal sealed record TemperatureResult(int Fold, double Exponent, double Error, double ErrorAsShipped)
{
    private static readonly double[] Exponents = [1, 0.5, 0.7, 1.4, 2, 3];

    internal static IReadOnlyList<TemperatureResult> All(IReadOnlyList<Judged> judged, IReadOnlyDictionary<string, int> folds)
    {
        List<Judged> told = [.. judged.Where(one => CauseScore.IsTold(one) && one.Verdict.Causes.Count > 0)];
        return [.. told.GroupBy(one => folds[Folds.NameOf(one.Run.Truth)]).OrderBy(group => group.Key).Select(held =>
        {
            List<Judged> others = [.. told.Except(held)];
            double exponent = Exponents.MinBy(candidate => others.Sum(one => Surprise(one, candidate)));
            return new TemperatureResult(held.Key + 1, exponent, ErrorOf(held, exponent), ErrorOf(held, 1));
        })];
    }

    internal static IReadOnlyList<(string Id, double Weight)> Tempered(IReadOnlyList<(string Id, double Weight)> causes, double exponent)
    {
        double total = causes.Sum(cause => Math.Pow(cause.Weight, exponent));
        return [.. causes.Select(cause => (cause.Id, Math.Pow(cause.Weight, exponent) / total))];
    }

    private static double ErrorOf(IEnumerable<Judged> judged, double exponent) =>
        Reliability.Of(judged.Select(one => one with { Verdict = one.Verdict with { Causes = Tempered(one.Verdict.Causes, exponent) } })).Error;

    // The logarithm of the weight that the right cause got. One that was not named got a hundredth.
    private static double Surprise(Judged one, double exponent) => -Math.Log(Math.Max(0.01,
        Tempered(one.Verdict.Causes, exponent).Where(cause => CauseScore.IsRight(one, cause.Id)).Sum(cause => cause.Weight)));
}

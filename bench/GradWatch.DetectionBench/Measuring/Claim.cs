using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>What the project sets out to show, and what was measured.</summary>
/// <param name="What">Of which runs, and what.</param>
/// <param name="Bound">The least or the most that it should be.</param>
/// <param name="Measured">What it is.</param>
/// <param name="Of">The counts behind it.</param>
internal sealed record Claim(string What, double Bound, bool IsLeast, double Measured, string Of)
{
    public bool Holds => IsLeast ? Measured >= Bound : Measured <= Bound;

    internal static IReadOnlyList<Claim> All(BenchResults results) =>
    [
        .. results.Collections.SelectMany(OfCollection),
        .. results.Long.Count == 0 ? [] : OfLong(results.Long),
        .. results.Synthetic is { } synthetic ? OfMasked(synthetic) : [],
    ];

    private static IEnumerable<Claim> OfCollection(CollectionQuality quality)
    {
        (Score ours, Score warned) = (quality.Ours, quality.OursFromWarning);
        bool isPublic = quality.Name == CollectionQuality.Public;
        string name = quality.Name;
        yield return Least($"{name}: sick runs warned of in time", isPublic ? 0.9 : 0.97, ours.Caught, ours.Sick);
        if (!isPublic)
            yield return Least($"{name}: sick runs called critical", 0.9, quality.SickCritical, ours.Sick);
        yield return Most($"{name}: healthy runs called critical", isPublic ? 0.03 : 0.01, ours.False, ours.Healthy);
        if (!isPublic)
            yield return Most($"{name}: healthy runs warned of", 0.05, warned.False, warned.Healthy);
        if (quality.Causes.Told == 0)
            yield break;
        yield return Least($"{name}: first cause right", 0.85, quality.Causes.First, quality.Causes.Told);
        yield return Least($"{name}: right among the first two causes", 0.95, quality.Causes.FirstTwo, quality.Causes.Told);
        yield return Least($"{name}: first cause right, from loss and norm alone", 0.6, quality.CausesOfLossAndNorm.First, quality.CausesOfLossAndNorm.Told);
        yield return new Claim($"{name}: calibration error of the weights of causes", 0.1, false, quality.Reliability.Error, $"{quality.Reliability.Bins.Sum(bin => bin.Causes)} causes");
    }

    private static IEnumerable<Claim> OfLong(IReadOnlyList<LongRun> runs)
    {
        yield return OfWorstShape("long healthy series, worst shape: false critical per million steps", runs, run => run.Critical, 1e6);
        yield return OfWorstShape("long healthy series, worst shape: false warnings per 50,000 steps", runs, run => run.Warning, 5e4);
    }

    private static Claim OfWorstShape(string what, IReadOnlyList<LongRun> runs, Func<LongRun, IReadOnlyDictionary<string, int>> alarms, double per)
    {
        IGrouping<string, LongRun> worst = runs.GroupBy(run => run.Scenario).MaxBy(Rate)!;
        return new Claim(what, 1, false, Rate(worst), worst.Key);

        double Rate(IGrouping<string, LongRun> shape) => per * shape.Sum(run => alarms(run).Values.Sum()) / shape.Sum(run => run.Rows);
    }

    private static IEnumerable<Claim> OfMasked(SyntheticQuality synthetic)
    {
        List<MaskingScore> ours = [.. synthetic.Masked.Select(series => series.Scores[0])];
        yield return Least("second of two incidents seen", 1, ours.Sum(score => score.Seen), ours.Sum(score => score.Runs));
    }

    private static Claim Least(string what, double bound, int part, int whole) => new(what, bound, true, (double)part / Math.Max(1, whole), $"{part} of {whole}");

    private static Claim Most(string what, double bound, int part, int whole) => Least(what, bound, part, whole) with { IsLeast = false };
}

using GradWatch.DetectionBench.Scoring;
using GradWatch.DetectionBench.Synthetic;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>The claims of the project about what was measured.</summary>
internal static class Claims
{
    internal const string Caught = "sick runs warned of in time";
    internal const string Critical = "sick runs called critical";
    internal const string FalseCritical = "healthy runs called critical";
    internal const string FalseWarning = "healthy runs warned of";
    internal const string Events = "survived incidents that are a warning, not critical";
    internal const string FirstCause = "first cause right";
    internal const string FirstTwoCauses = "right among the first two causes";
    internal const string FirstCauseOfLossAndNorm = "first cause right, from loss and norm alone";
    internal const string CalibrationError = "calibration error of the weights of causes";
    internal const string Growth = "growth of 3 % a step and more, norm and loss: told within a decade, from 30 % on within 8 steps";
    internal const string GrowthOfNorm = "the same while the loss stays calm";
    internal const string Spikes = "spikes of 10 times and more in norm and loss warned of at once";
    internal const string Masking = "the second of two incidents seen";
    internal const string LongCritical = "false critical per million steps, worst shape";
    internal const string LongWarning = "false warnings per 50,000 steps, worst shape";
    internal const string Generated = "generated";
    internal const string GeneratedHealthy = "generated, healthy";

    private static readonly int[] Rates = [3, 10, 30, 50];

    internal static IReadOnlyList<Claim> All(BenchResults results) =>
    [
        .. results.Collections.SelectMany(OfCollection),
        .. results.Synthetic is { } synthetic ? OfSynthetic(synthetic) : [],
        .. results.Long.Count == 0 ? [] : OfLong(results.Long),
    ];

    private static IEnumerable<Claim> OfCollection(CollectionQuality quality)
    {
        (Score ours, Score warned) = (quality.Ours, quality.OursFromWarning);
        bool isPublic = quality.Name == CollectionQuality.Public;
        string name = quality.Name;
        yield return Claim.Least(name, Caught, isPublic ? 0.9 : 0.97, ours.Caught, ours.Sick);
        if (!isPublic)
            yield return Claim.Least(name, Critical, 0.9, quality.SickCritical, ours.Sick);
        yield return Claim.Most(name, FalseCritical, isPublic ? 0.03 : 0.01, ours.False, ours.Healthy);
        if (!isPublic)
            yield return Claim.Most(name, FalseWarning, 0.05, warned.False, warned.Healthy);
        if (quality.Events.Runs > 0)
            yield return Claim.Least(name, Events, 1, quality.Events.Warned, quality.Events.Runs);
        if (quality.Causes.Told == 0)
            yield break;
        yield return Claim.Least(name, FirstCause, 0.85, quality.Causes.First, quality.Causes.Told);
        yield return Claim.Least(name, FirstTwoCauses, 0.95, quality.Causes.FirstTwo, quality.Causes.Told);
        yield return Claim.Least(name, FirstCauseOfLossAndNorm, 0.6, quality.CausesOfLossAndNorm.First, quality.CausesOfLossAndNorm.Told);
        int causes = quality.Reliability.Bins.Sum(bin => bin.Causes);
        yield return new Claim(name, CalibrationError, 0.1, false, quality.Reliability.Error, $"{causes} causes");
    }

    private static IEnumerable<Claim> OfSynthetic(SyntheticQuality synthetic)
    {
        List<Score> healthy = [.. synthetic.Healthy.Concat(synthetic.Short).Select(series => series.Scores[0])];
        yield return Claim.Most(GeneratedHealthy, FalseCritical, 0.01, healthy.Sum(score => score.False), healthy.Sum(score => score.Healthy));
        yield return OfSick(synthetic, Growth, [.. Rates.Select(rate => $"norm and loss grow {rate} %")]);
        yield return OfSick(synthetic, GrowthOfNorm, [.. Rates.Select(rate => $"only the norm grows {rate} %")]);
        yield return OfSick(synthetic, Spikes, [.. new[] { 10, 30, 100, 1000 }.Select(factor => $"one spike of {factor} times in norm and loss")]);
        List<MaskingScore> ours = [.. synthetic.Masked.Where(series => series.IsPair).Select(series => series.Scores[0])];
        yield return Claim.Least(Generated, Masking, 1, ours.Sum(score => score.Seen), ours.Sum(score => score.Runs));
    }

    private static Claim OfSick(SyntheticQuality synthetic, string what, params string[] names)
    {
        IEnumerable<ScoredSeries> sick = synthetic.Sick.Where(series => names.Any(name => series.Name.StartsWith(name, StringComparison.Ordinal)));
        List<Score> warned = [.. sick.Select(series => series.Scores[1])];
        return Claim.Least(Generated, what, 1, warned.Sum(score => score.Caught), warned.Sum(score => score.Sick));
    }

    private static IEnumerable<Claim> OfLong(IReadOnlyList<LongRun> runs) =>
        [OfWorstShape(LongCritical, runs, run => run.Critical, 1e6), OfWorstShape(LongWarning, runs, run => run.Warning, 5e4)];

    private static Claim OfWorstShape(string what, IReadOnlyList<LongRun> runs, Func<LongRun, IReadOnlyDictionary<string, int>> alarms, double per)
    {
        IGrouping<string, LongRun> worst = runs.GroupBy(run => run.Scenario).MaxBy(Rate)!;
        return new Claim(GeneratedHealthy, what, 1, false, Rate(worst), worst.Key);

        double Rate(IGrouping<string, LongRun> shape) => per * shape.Sum(run => alarms(run).Values.Sum()) / shape.Sum(run => run.Rows);
    }
}

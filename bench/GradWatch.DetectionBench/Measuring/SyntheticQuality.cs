using GradWatch.DetectionBench.Calibrating;
using GradWatch.DetectionBench.Synthetic;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>What was measured on generated series.</summary>
internal sealed record SyntheticQuality(
    int HealthySeeds, int HealthySteps, int SickSeeds,
    IReadOnlyList<ScoredSeries> Healthy, IReadOnlyList<ScoredSeries> Short, IReadOnlyList<ScoredSeries> Sick, IReadOnlyList<ScoredSeries> ShortSick,
    IReadOnlyList<MaskedSeries> Masked, string Forecasts)
{
    internal static SyntheticQuality Of(bool isShort)
    {
        (int seeds, int steps, int shortSeeds, int sickSeeds) = isShort ? (1, 5_000, 50, 5) : (4, 20_000, 500, 20);
        using Progress progress = new(
            HealthyScenarios.All.Count + HealthyScenarios.Short.Count + SickScenarios.All.Count + SickScenarios.Short.Count);
        return new SyntheticQuality(
            seeds, steps, sickSeeds,
            ScoredSeries.All(HealthyScenarios.All, seeds, steps, progress), ScoredSeries.All(HealthyScenarios.Short, shortSeeds, 0, progress),
            ScoredSeries.All(SickScenarios.All, sickSeeds, 0, progress), ScoredSeries.All(SickScenarios.Short, sickSeeds, 0, progress),
            MaskedSeries.All(sickSeeds), ForecastCoverage.Table(isShort ? 2 : 40));
    }
}

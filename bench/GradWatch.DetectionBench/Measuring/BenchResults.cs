using GradWatch.DetectionBench.Recordings;
using GradWatch.DetectionBench.Synthetic;

namespace GradWatch.DetectionBench.Measuring;

/// <summary>Everything that one run of the bench measured; what was not asked for is empty.</summary>
internal sealed record BenchResults
{
    private const int LongSeeds = 20;
    private const int LongSteps = 100_000;

    public IReadOnlyList<CollectionQuality> Collections { get; init; } = [];

    /// <summary>By collection.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<VariantScores>> Variants { get; init; } = new Dictionary<string, IReadOnlyList<VariantScores>>();

    public SyntheticQuality? Synthetic { get; init; }

    public IReadOnlyList<LongRun> Long { get; init; } = [];

    public CrossValidation? CrossValidation { get; init; }

    /// <summary>What the project sets out to show, beside what was measured.</summary>
    public IReadOnlyList<Claim> Claims => Measuring.Claims.All(this);

    internal static BenchResults Of(BenchOptions options, IReadOnlyList<RecordedRun> runs)
    {
        List<IGrouping<string, RecordedRun>> collections = [.. runs.GroupBy(run => run.Truth.Collection)];
        return new BenchResults
        {
            Collections = [.. collections.Select(group => CollectionQuality.Of(group.Key, [.. group]))],
            Variants = collections.Where(_ => options.Variants).ToDictionary(group => group.Key, group => VariantScores.All([.. group])),
            Synthetic = options.Synthetic ? SyntheticQuality.Of(options.IsShort) : null,
            Long = options.Long ? LongRun.All(HealthyScenarios.All, LongSeeds, LongSteps) : [],
            CrossValidation = options.CrossValidate && runs.Count > 0 ? Measuring.CrossValidation.Of(runs) : null,
        };
    }
}

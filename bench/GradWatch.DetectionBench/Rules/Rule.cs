namespace GradWatch.DetectionBench.Rules;

/// <summary>The rules that runs are held against.</summary>
internal static class Rule
{
    internal static IReadOnlyList<IRule> All { get; } =
    [
        new NonFiniteRule(), new AbsoluteLimitsRule(), new ZClipRule(), new MegatronRule(), new LightningRule(), new OlmoRule(),
    ];

    internal static long? Earliest(long? one, long? other) => one is null ? other : other is null ? one : Math.Min(one.Value, other.Value);
}

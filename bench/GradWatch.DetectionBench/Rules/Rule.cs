using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules;

/// <summary>The rules that GradWatch is held against.</summary>
internal static class Rule
{
    internal static IReadOnlyList<IRule> All { get; } =
    [
        new NonFiniteRule(), new AbsoluteLimitsRule(), new ZClipRule(), new MegatronRule(), new LightningRule(), new OlmoRule(),
    ];

    /// <summary>A rule that watches loss and norm alike, each with a state of its own.</summary>
    internal static Func<Row, bool> OnBoth(Func<double, bool> ofLoss, Func<double, bool> ofNorm) => row =>
    {
        bool loss = row.Loss is { } value && ofLoss(value);
        bool norm = row.Norm is { } other && ofNorm(other);
        return loss || norm;
    };
}

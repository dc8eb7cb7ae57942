namespace GradWatch.DetectionBench.Measuring;

/// <summary>What a change must not break: close to what is measured, where the target itself is further away or not yet met.</summary>
internal static class Bounds
{
    private const string TorchSharp = "torchsharp";

    private static readonly Dictionary<(string Of, string What), double> ByClaim = new()
    {
        [(TorchSharp, Claims.Caught)] = 0.98,
        [(TorchSharp, Claims.Critical)] = 0.93,
        [(TorchSharp, Claims.FalseCritical)] = 0,
        [(TorchSharp, Claims.FalseWarning)] = 0.03,
        [(TorchSharp, Claims.FirstCause)] = 0.9,
        [(TorchSharp, Claims.FirstTwoCauses)] = 0.9,
        [(TorchSharp, Claims.FirstCauseOfLossAndNorm)] = 0.7,
        [(CollectionQuality.Public, Claims.Caught)] = 0.85,
        [(CollectionQuality.Public, Claims.FalseCritical)] = 0,
        [(Claims.GeneratedHealthy, Claims.FalseCritical)] = 0,
        [(Claims.Generated, Claims.Growth)] = 0.98,
        [(Claims.Generated, Claims.Spikes)] = 0.98,
        [(Claims.Generated, Claims.Masking)] = 0.75,
        [(Claims.GeneratedHealthy, Claims.LongCritical)] = 1,
    };

    /// <summary>A sentence for each bound that is broken.</summary>
    internal static IEnumerable<string> Broken(IEnumerable<Claim> claims) => claims
        .Where(claim => ByClaim.TryGetValue((claim.Of, claim.What), out double bound) && !claim.Meets(bound))
        .Select(claim => $"{claim.Of}, {claim.What}: {claim.Measured:0.###} ({claim.Counts}); "
            + $"at {(claim.IsLeast ? "least" : "most")} {ByClaim[(claim.Of, claim.What)]:0.###} must hold");
}

namespace GradWatch.DetectionBench.Measuring;

/// <summary>The bounds that a change must not break, close below what is measured.</summary>
internal static class Bounds
{
    private static readonly Dictionary<string, (double Caught, double False)> ByCollection = new()
    {
        ["torchsharp"] = (0.95, 0.02),
        [CollectionQuality.Public] = (0.80, 0.05),
    };

    /// <summary>A sentence for each bound that is broken.</summary>
    internal static IEnumerable<string> Broken(BenchResults results)
    {
        foreach (CollectionQuality quality in results.Collections.Where(quality => ByCollection.ContainsKey(quality.Name)))
        {
            (double caught, double wrong) = ByCollection[quality.Name];
            if (quality.Ours.Recall < caught)
                yield return $"{quality.Name}: {quality.Ours.Recall:P1} of the sick runs caught in time; at least {caught:P0} is asked for";
            if (quality.Ours.FalseShare > wrong)
                yield return $"{quality.Name}: {quality.Ours.FalseShare:P1} of the healthy runs called critical; at most {wrong:P0} is allowed";
        }
    }
}

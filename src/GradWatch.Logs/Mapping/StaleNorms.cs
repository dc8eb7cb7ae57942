using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>Norms that some trainers print as 0.000 because they are not computed.</summary>
internal static class StaleNorms
{
    private const int FewestZeros = 3;

    /// <summary>The keys of norms that are 0 on each of several rows while the loss changes: where it stands still, 0 may be the truth.</summary>
    internal static IEnumerable<LogKey> Find(List<(LogKey Key, KeyRole Role)> keys, IReadOnlyList<SampledRow> rows)
    {
        foreach ((LogKey key, KeyRole role) in keys)
        {
            if (role is { Use: KeyUse.Quantity, Quantity: Quantity.GradNorm, Tensor: null } && IsZero(key, rows)
                && keys.Any(other => other.Role is { Use: KeyUse.Quantity, Quantity: Quantity.Loss } && Changes(other.Key, rows)))
                yield return key;
        }
    }

    private static bool IsZero(LogKey key, IReadOnlyList<SampledRow> rows)
    {
        SampledRow[] told = [.. rows.Where(row => row.Has(key))];
        return told.Length >= FewestZeros && told.All(row => row.Value(key) == 0);
    }

    private static bool Changes(LogKey key, IReadOnlyList<SampledRow> rows) =>
        rows.Where(row => row.Has(key)).Select(row => row.Value(key)).Distinct().Skip(1).Any();
}

namespace GradWatch.Diagnosis;

/// <summary>How log-odds become weights: what evidence counts for together, by how much was logged.</summary>
/// <remarks>
/// Facts overlap: a large update and a norm that grows are one thing seen twice. The sum of the log-odds is therefore shrunk, the more
/// the less was logged, and a little doubt is left for what no cause foresees. Measured by the bench's --calibrate on recordings and
/// trainings drawn at random, scenario by scenario left out: share 0.78, no less without updates or tensors, 0.95 where rows are thin. What is
/// built in is a little more careful, as the strengths of the evidence were chosen on a part of these runs.
/// </remarks>
internal sealed record Certainty
{
    internal static Certainty Fitted { get; } = new();

    /// <summary>What log-odds count for where all is logged.</summary>
    internal double Share { get; init; } = 0.78;

    /// <summary>Times so much without the update ratio.</summary>
    internal double NoUpdates { get; init; } = 0.95;

    /// <summary>Times so much without the norms of the tensors.</summary>
    internal double NoTensors { get; init; } = 0.95;

    /// <summary>Times so much where steps are left out.</summary>
    internal double Thin { get; init; } = 0.9;

    /// <summary>The part of the weight that is shared out evenly.</summary>
    internal double Doubt { get; init; } = 0.01;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"Share {Share:F2}, NoUpdates {NoUpdates:F2}, NoTensors {NoTensors:F2}, Thin {Thin:F2}, Doubt {Doubt:F3}");

    /// <summary>Weights that sum to 1.</summary>
    internal IReadOnlyList<double> Weights(IReadOnlyList<double> logOdds, LoggedFacts logged)
    {
        double share = Share * (logged.Updates ? 1 : NoUpdates) * (logged.Tensors ? 1 : NoTensors) * (logged.Thin ? Thin : 1);
        // The largest is taken out first, so that nothing overflows.
        double largest = logOdds.Max();
        List<double> powers = [.. logOdds.Select(odds => Math.Exp(share * (odds - largest)))];
        double total = powers.Sum();
        return [.. powers.Select(power => (1 - Doubt) * power / total + Doubt / logOdds.Count)];
    }
}

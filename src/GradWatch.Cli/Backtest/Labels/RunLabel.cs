namespace GradWatch.Cli.Backtest.Labels;

/// <summary>The truth about a run, a line of <c>runs.tsv</c>.</summary>
/// <param name="Label">What the run is.</param>
/// <param name="FirstBadStep">The first bad step as the log counts it; null where there is none.</param>
/// <param name="Cause">Why; "-" where there is nothing to explain.</param>
internal sealed record RunLabel(string Label, long? FirstBadStep, string Cause)
{
    /// <summary>Share of a run within which an alarm after the labelled step is still in time.</summary>
    private const double Grace = 0.05;
    private const long LeastGrace = 2;

    private static readonly string[] SickLabels = ["sick", "exploding", "loss_spike", "nonfinite"];
    private static readonly string[] HealthyLabels = ["healthy", "overflow_recovering"];

    // An incident that training survives, or a gradient that vanishes: an alarm is neither due nor false.
    private static readonly string[] OtherLabels = ["event", "vanishing"];

    internal static IEnumerable<string> Known => SickLabels.Concat(HealthyLabels).Concat(OtherLabels);

    internal bool IsSick => SickLabels.Contains(Label);

    internal bool IsHealthy => HealthyLabels.Contains(Label);

    /// <summary>Whether the first alarm came by the labelled step and five percent of the run, at least two steps.</summary>
    internal bool InTime(long? alarm, long length) =>
        alarm is { } step && (FirstBadStep is not { } bad || step <= bad + Math.Max(LeastGrace, (long)Math.Ceiling(Grace * length)));
}

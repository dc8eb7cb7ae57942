namespace GradWatch.Diagnosis.Facts;

/// <summary>What the loss did after trouble that it lived to see the end of: whether anything was learnt at all.</summary>
/// <param name="Start">The first loss.</param>
/// <param name="Peak">The largest.</param>
/// <param name="PeakStep">The step of it.</param>
/// <param name="End">Median of the last tenth.</param>
/// <param name="EndHigh">90th percentile of the last tenth.</param>
internal sealed record Aftermath(double Start, double Peak, long PeakStep, double End, double EndHigh)
{
    private const double Burst = 1.5;
    private const double Stuck = 0.9;
    private const int LeastRows = 50;

    /// <summary>True when the loss burst and then lies still at its start: the step that burst it killed the units.</summary>
    internal bool LearntNothing => Peak > Burst * Start && End > Stuck * Start && EndHigh < Burst * Start;

    /// <summary>The aftermath; null for a short run, or where the loss does not stay finite and positive.</summary>
    internal static Aftermath? Of(Course? loss)
    {
        if (loss is null || loss.Readings.Count < LeastRows || loss.FirstNonFinite is not null || !(loss.First > 0))
            return null;
        Reading peak = loss.Readings.MaxBy(reading => reading.Peak);
        List<double> end = [.. loss.Readings.Skip(loss.Readings.Count * 9 / 10).Select(reading => reading.Value)];
        return new Aftermath(loss.First, peak.Peak, peak.Step, Reading.Quantile(end, 0.5), Reading.Quantile(end, 0.9));
    }
}

using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Losses;

/// <summary>metaseq skip_spike: the loss over its exponentially weighted mean of span 9, above a ratio that is off by default: 2 here.</summary>
/// <remarks>A gradient that is not finite raises first. A NaN loss compares as false and is left out of the mean, as pandas does.</remarks>
internal sealed class SkipSpikeRule() : Rule("metaseq skip_spike, ratio 2")
{
    private const double Ratio = 2;
    private const double Alpha = 2.0 / (9 + 1);

    internal override Func<Row, bool> Begin()
    {
        double sum = 0, weight = 0;
        return row =>
        {
            bool alarms = !double.IsFinite(row.Norm ?? 0);
            if (row.Loss is not { } loss)
                return alarms;
            alarms |= loss / (sum / weight) > Ratio;
            if (!double.IsNaN(loss))
                (sum, weight) = ((1 - Alpha) * sum + loss, (1 - Alpha) * weight + 1);
            return alarms;
        };
    }
}

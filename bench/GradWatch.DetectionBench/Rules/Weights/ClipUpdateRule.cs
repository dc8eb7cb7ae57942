using GradWatch.DetectionBench.Recordings;

namespace GradWatch.DetectionBench.Rules.Weights;

/// <summary>Levanter ClipUpdateNorm: the norm of the update above the mean of 128 by three deviations, of values that are not clipped.</summary>
/// <remarks>The norm of the update is the update ratio times the norm of the weights. A NaN silences it for 128 steps.</remarks>
internal sealed class ClipUpdateRule() : Rule("Levanter update clip 3σ")
{
    private const int Window = 128;
    private const double Sigmas = 3;

    internal override bool Reads(Row row) => row.UpdateRatio is not null && row.ParamNorm is not null;

    internal override Func<Row, bool> Begin()
    {
        RecentValues window = new(Window);
        return row =>
        {
            if (row.UpdateRatio * row.ParamNorm is not { } update)
                return false;
            bool alarms = window.IsFull && update > window.Mean + Sigmas * window.Deviation(ofSample: true);
            window.Add(update);
            return alarms;
        };
    }
}

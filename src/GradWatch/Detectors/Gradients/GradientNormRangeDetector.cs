using GradWatch.Observations;

namespace GradWatch.Detectors.Gradients;

/// <summary>The global gradient norm against the usual range of the founding document: all there is while a run has no history.</summary>
/// <remarks>Later a norm of 1e2 may be this run's normal, so it only informs; severity then comes from the run's own history.</remarks>
public sealed class GradientNormRangeDetector(GradientNormRangeOptions? options = null)
    : NormDetector<GradientNormRangeDetector.Norms>("gradient_norm_range")
{
    private readonly GradientNormRangeOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Norms state, in Observation observation)
    {
        double norm = observation.Value;
        if (double.IsInfinity(norm))
            return null;
        state.Count++;
        bool high = norm > _limits.Check;
        state.High = high ? state.High + 1 : 0;
        state.Low = norm < _limits.UsualLow ? state.Low + 1 : 0;
        if (high)
            return Say("finding.gradient_norm_range.high", SeverityOf(state, norm), observation) with
            {
                Reference = _limits.Check, Excess = norm / _limits.UsualHigh,
            };
        if (state.Low < _limits.Lasting)
            return null;
        return Say("finding.gradient_norm_range.low", Severity.Info, observation) with
        {
            Reference = _limits.UsualLow, Excess = norm > 0 ? _limits.UsualLow / norm : double.PositiveInfinity,
        };
    }

    // A healthy run may live on any scale: the norm alone informs, and another sign makes it an alarm. Once the run has a history,
    // that is what its norms are compared with.
    private Severity SeverityOf(in Norms state, double norm)
    {
        if (norm > _limits.Absurd && state.High >= _limits.LastingBeyond)
            return Severity.Critical;
        if (state.Count > _limits.FirstObservations)
            return Severity.Info;
        LossTrend loss = Others.Loss;
        bool rises = loss.Rises && loss.TimesBest > _limits.TimesBestLoss;
        if (Others.Strained && state.High >= _limits.LastingBeyond && norm > _limits.Beyond)
            return Severity.Critical;
        bool noSignOfLife = loss.NeverFell || (!loss.Known && state.Count > _limits.LastingBeyond);
        bool far = norm > _limits.FarAbove && (rises || Others.Strained || noSignOfLife);
        bool bothFar = norm > _limits.Beyond && loss.Newest > _limits.FarLoss;
        return far || bothFar || norm > _limits.Absurd || (rises && state.High >= _limits.Lasting) ? Severity.Warning : Severity.Info;
    }

    /// <summary>What is kept of a norm.</summary>
    public struct Norms
    {
        internal long Count;
        internal int High;
        internal int Low;
    }
}

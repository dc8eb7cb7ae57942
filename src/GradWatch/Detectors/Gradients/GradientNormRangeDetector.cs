using GradWatch.Observations;

namespace GradWatch.Detectors.Gradients;

/// <summary>The global gradient norm against the usual range of the founding document: all there is while a run has no history.</summary>
/// <remarks>Later a norm of 1e2 may be this run's normal, so it only informs; severity then comes from the run's own history.</remarks>
public sealed class GradientNormRangeDetector(GradientNormRangeOptions? options = null)
    : Detector<GradientNormRangeDetector.Norms>("gradient_norm_range", Quantity.GradNorm)
{
    private readonly GradientNormRangeOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Norms state, in Observation observation)
    {
        double norm = observation.Value;
        if (!double.IsFinite(norm))
            return null;
        bool first = state.Count++ < _limits.FirstObservations;
        bool high = norm > _limits.Check;
        state.High = high ? state.High + 1 : 0;
        state.Low = norm < _limits.UsualLow ? state.Low + 1 : 0;
        // A run that began far above the range and never left it is still without a normal of its own.
        state.Early = first ? state.Early || high : state.Early && high;
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

    private Severity SeverityOf(in Norms state, double norm)
    {
        if (!state.Early)
            return Severity.Info;
        if (state.High >= _limits.LastingBeyond && norm > _limits.Beyond)
            return Severity.Critical;
        return state.High >= _limits.Lasting || norm > _limits.FarAbove ? Severity.Warning : Severity.Info;
    }

    /// <summary>What is kept of a norm.</summary>
    public struct Norms
    {
        internal long Count;
        internal int High;
        internal int Low;
        internal bool Early;
    }
}

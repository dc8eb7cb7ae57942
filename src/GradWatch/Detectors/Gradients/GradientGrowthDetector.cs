using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Gradients;

/// <summary>log(norm) rises with statistical significance: exponential growth, with a forecast of the step at which it overflows.</summary>
/// <remarks>
/// Straight lines are fitted through the newest 8, 32 and 128 norms: the short one sees fast growth soon, the long one slow
/// growth at all. Growth is measured a step, not a row. Where it began is kept until the lines no longer rise.
/// </remarks>
public sealed class GradientGrowthDetector(GradientGrowthOptions? options = null)
    : RunDetector<GradientGrowthDetector.Growth>("gradient_growth", Quantity.Loss, Quantity.GradNorm)
{
    private const int ShortFit = 8;
    private const int MiddleFit = 32;
    private const int LongFit = TrendWindow.Capacity;
    // The long line changes little from step to step; fitting it every time would cost more than all the rest.
    private const int LongFitEvery = 8;
    private const int Patience = 4;
    private readonly GradientGrowthOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Growth state, in Observation observation)
    {
        if (!observation.Series.IsOfRun)
            return null;
        if (observation.Series.Quantity == Quantity.Loss)
            state.Loss.Add(observation.Value);
        if (observation.Series.Quantity != Quantity.GradNorm || observation.Series.Component is not null
            || !(observation.Value > 0) || !double.IsFinite(observation.Value))
            return null;
        if (state.Norms.Count > 0 && observation.Step <= state.LastStep)
            Restart(ref state);
        state.LastStep = observation.Step;
        state.Norms.Add(observation.Step, Math.Log(observation.Value));
        TrendLine line = Steepest(ref state);
        if (!(line.Slope >= _limits.LeastRate))
        {
            if (++state.Quiet > Patience)
                state.Growing = false;
            return null;
        }
        state.Quiet = 0;
        if (!state.Growing)
            (state.Growing, state.Since, state.From) = (true, line.FirstStep, line.Start);
        return Judge(state, line, observation);
    }

    private Finding? Judge(in Growth state, in TrendLine line, in Observation observation)
    {
        double decades = (line.End - state.From) / Math.Log(10);
        if (decades < _limits.LeastDecades)
            return null;
        double forecast = observation.Step + (Math.Log(_limits.Overflow) - line.End) / line.Slope;
        return Say("finding.gradient_growth", SeverityOf(state, decades, observation.Value), observation) with
        {
            Since = state.Since, Reference = Math.Exp(state.From), Excess = Math.Exp(line.Slope), Detail = forecast,
        };
    }

    // Norms rise by a decade as a healthy network sharpens or a generator finds its feet: inside the usual range that only informs.
    private Severity SeverityOf(in Growth state, double decades, double norm)
    {
        bool agrees = state.Loss.Rises;
        bool high = norm > _limits.UsualHigh;
        if (decades >= _limits.CriticalDecades && (agrees || high))
            return Severity.Critical;
        if (decades >= _limits.WarningDecades && agrees && high)
            return Severity.Critical;
        if ((agrees && high) || decades >= _limits.WarningDecades + (agrees || high ? 0 : 0.5))
            return Severity.Warning;
        return high && !state.Loss.Known ? Severity.Warning : Severity.Info;
    }

    private TrendLine Steepest(ref Growth state)
    {
        TrendLine steepest = default;
        Consider(ref steepest, state.Norms, ShortFit);
        Consider(ref steepest, state.Norms, MiddleFit);
        if (state.Norms.Count >= LongFit)
        {
            if (state.SinceLongFit++ % LongFitEvery == 0)
                state.Long = state.Norms.Fit(LongFit);
            if (state.Long.Significance >= _limits.Significance && state.Long.Slope > steepest.Slope)
                steepest = state.Long;
        }
        return steepest;
    }

    private void Consider(ref TrendLine steepest, in TrendWindow norms, int points)
    {
        // Most windows of a healthy run end no higher than they began: they need no fit.
        if (norms.Count < points || !norms.Rises(points, _limits.LeastRate))
            return;
        TrendLine line = norms.Fit(points);
        if (line.Significance >= _limits.Significance && line.Slope > steepest.Slope)
            steepest = line;
    }

    private static void Restart(ref Growth state)
    {
        state.Norms.Clear();
        state.Growing = false;
        state.Long = default;
    }

    /// <summary>What is kept of the norm and the loss.</summary>
    public struct Growth
    {
        internal TrendWindow Norms;
        internal LossTrend Loss;
        internal TrendLine Long;
        internal long LastStep;
        internal long Since;
        internal double From;
        internal int SinceLongFit;
        internal int Quiet;
        internal bool Growing;
    }
}

using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Gradients;

/// <summary>log(norm) rises with statistical significance: exponential growth, with a forecast of the step at which it overflows.</summary>
/// <remarks>
/// Straight lines are fitted through the newest 8, 32 and 128 norms, and through the means of eight norms each over the newest 256
/// and 1024: the short ones see fast growth soon, the long ones slow growth at all. Growth is measured a step, not a row. Where it
/// began is kept until the lines no longer rise.
/// </remarks>
public sealed class GradientGrowthDetector(GradientGrowthOptions? options = null)
    : NormDetector<GradientGrowthDetector.Growth>("gradient_growth")
{
    private const int ShortFit = 8;
    private const int MiddleFit = 32;
    private const int LongFit = TrendWindow.Capacity;
    // The long line changes little from step to step; fitting it every time would cost more than all the rest.
    private const int LongFitEvery = 8;
    private const int Patience = 4;
    private const int StartRows = 5;
    private const int EnoughAfter = 64;
    private const int LeastRising = 6;
    private readonly GradientGrowthOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Growth state, in Observation observation)
    {
        if (!(observation.Value > 0) || double.IsInfinity(observation.Value))
            return null;
        if (state.Norms.Count > 0 && observation.Step <= state.LastStep)
            Restart(ref state);
        state.LastStep = observation.Step;
        double logarithm = Math.Log(observation.Value);
        state.Norms.Add(observation.Step, logarithm);
        AddToBlock(ref state, observation.Step, logarithm);
        if (state.Seen++ < StartRows)
            state.Start = state.Seen == 1 ? logarithm : Math.Max(state.Start, logarithm);
        AddLoss(ref state, observation.Step);
        TrendLine line = Steepest(ref state);
        if (!(line.Slope >= _limits.LeastRate))
        {
            if (++state.Quiet > Patience)
                state.Growing = false;
            else if (state.Growing)
                state.After.Add(observation.Step, logarithm);
            return null;
        }
        state.Quiet = 0;
        if (!state.Growing)
            (state.Growing, state.Since, state.From, state.After, state.LossAfter) = (true, line.FirstStep, Math.Max(line.Start, line.Early), default, default);
        state.After.Add(observation.Step, logarithm);
        return Judge(state, line, observation);
    }

    private Finding? Judge(in Growth state, in TrendLine line, in Observation observation)
    {
        // Where the growth is young the line lags behind it.
        double level = Math.Max(line.End, state.Norms.Newest);
        double decades = (level - state.From) / Math.Log(10);
        if (decades < _limits.EarlyDecades)
            return null;
        double beyond = (level - Math.Max(state.Start, HighBefore(state))) / Math.Log(10);
        Severity severity = SeverityOf(state, decades, observation.Value, beyond);
        if (decades < _limits.LeastDecades && severity == Severity.Info)
            return null;
        Forecast? forecast = ForecastOf(state, observation.Value);
        return Say("finding.gradient_growth", severity, observation) with
        {
            Since = state.Since, Reference = Math.Exp(state.From), Excess = Math.Exp(line.Slope), Forecast = forecast, Detail = forecast?.Step ?? double.NaN,
        };
    }

    // The line that told of the growth overstates it, as it is the steepest of many: where enough rows came after, these foretell.
    private Forecast? ForecastOf(in Growth state, double norm)
    {
        bool young = state.After.Count < EnoughAfter;
        double knee = young ? state.Norms.Knee(LeastRising) : 0;
        RunningLine line = young ? state.Norms.Since(knee) : state.After;
        bool half = Others.HalfPrecision && norm < _limits.HalfOverflow;
        double overflow = Math.Log(half ? _limits.HalfOverflow : _limits.Overflow);
        Forecast? ofNorm = line.Reaches(overflow, _limits.ForecastErrors, _limits.Uneven) is { } forecast ? forecast with { Half = half } : null;
        if (ofNorm is null || half || !Others.Loss.Rises)
            return ofNorm;
        RunningLine losses = young ? state.Losses.Since(knee) : state.LossAfter;
        return Sooner(ofNorm.Value, losses.Reaches(overflow, _limits.ForecastErrors, _limits.Uneven));
    }

    // A squared loss grows twice as fast as its gradient, and overflows first.
    private static Forecast Sooner(Forecast ofNorm, Forecast? ofLoss) => ofLoss is { } loss && loss.Step < ofNorm.Step ? loss : ofNorm;

    // The newest loss beside each norm, so that both are fitted over the same rows.
    private void AddLoss(ref Growth state, long step)
    {
        double loss = Others.Loss.Newest;
        if (!Others.Loss.Known || !(loss > 0))
        {
            state.Losses.Clear();
            state.LossAfter = default;
            return;
        }
        state.Losses.Add(step, Math.Log(loss));
        if (state.Growing)
            state.LossAfter.Add(step, Math.Log(loss));
    }

    // Norms rise by a decade or two as a healthy network sharpens, a generator finds its feet or full-batch descent reaches the
    // edge of stability: what stays near the highest norms that the run had before, or leaves the loss near its best, only informs.
    private Severity SeverityOf(in Growth state, double decades, double norm, double beyond)
    {
        LossTrend loss = Others.Loss;
        bool isNew = beyond > Math.Log10(_limits.TimesBefore);
        bool agrees = loss.Rises && isNew;
        bool lost = agrees && loss.TimesBest >= _limits.TimesBestLoss;
        bool high = norm > _limits.UsualHigh && isNew;
        if (decades >= _limits.CriticalDecades && (agrees || high))
            return Severity.Critical;
        if (decades >= _limits.WarningDecades && agrees && (high || lost))
            return Severity.Critical;
        if (lost || (agrees && high && decades >= _limits.LeastDecades))
            return Severity.Warning;
        if (isNew && decades >= _limits.WarningDecades + (agrees || high ? 0 : 0.5))
            return Severity.Warning;
        bool settled = LongFitEvery * (state.MeansLeft + state.Means.CountBefore(state.Since)) >= _limits.SettledNorms;
        return beyond >= _limits.NewDecades && (!loss.Known || (settled && !loss.Falls)) ? Severity.Warning : Severity.Info;
    }

    // Means of eight norms: a spike is no level that the run has lived on.
    private static double HighBefore(in Growth state) => state.MeansLeft == 0
        ? state.Means.GreatestBefore(state.Since)
        : Math.Max(state.HighLongAgo, state.Means.GreatestBefore(state.Since));

    private TrendLine Steepest(ref Growth state)
    {
        TrendLine steepest = default;
        Consider(ref steepest, state.Norms, ShortFit);
        Consider(ref steepest, state.Norms, MiddleFit);
        if (state.Long.Slope > steepest.Slope)
            steepest = state.Long;
        return steepest;
    }

    // Means of eight norms know nothing of the noise within them, so that a growth of half a percent a step shows.
    private void AddToBlock(ref Growth state, long step, double logarithm)
    {
        state.BlockSum += logarithm;
        if (++state.InBlock < LongFitEvery)
            return;
        if (state.Means.Count == TrendWindow.Capacity)
            state.HighLongAgo = state.MeansLeft++ == 0 ? state.Means.Oldest : Math.Max(state.HighLongAgo, state.Means.Oldest);
        state.Means.Add(step, state.BlockSum / LongFitEvery);
        (state.InBlock, state.BlockSum, state.Long) = (0, 0, default);
        Consider(ref state.Long, state.Norms, LongFit);
        Consider(ref state.Long, state.Means, MiddleFit);
        Consider(ref state.Long, state.Means, LongFit);
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
        state.Means.Clear();
        state.Losses.Clear();
        (state.HighLongAgo, state.MeansLeft) = (0, 0);
        (state.Growing, state.Long, state.InBlock, state.BlockSum) = (false, default, 0, 0);
    }

    /// <summary>What is kept of the norm and the loss.</summary>
    public struct Growth
    {
        internal TrendWindow Norms;
        internal double Start;
        internal long Seen;
        internal TrendLine Long;
        internal long LastStep;
        internal long Since;
        internal double From;
        internal RunningLine After;
        internal TrendWindow Losses;
        internal RunningLine LossAfter;
        internal TrendWindow Means;
        internal double HighLongAgo;
        internal long MeansLeft;
        internal double BlockSum;
        internal int InBlock;
        internal int Quiet;
        internal bool Growing;
    }
}

using System.Runtime.CompilerServices;
using GradWatch.Observations;
using GradWatch.Statistics;

namespace GradWatch.Detectors.Losses;

/// <summary>The loss stays far above its start, or is back at its start after it had been far below.</summary>
/// <remarks>Speaks of the main loss only, and only while it is positive: parts of a loss and rewards may go anywhere.</remarks>
public sealed class LossDivergenceDetector(LossDivergenceOptions? options = null)
    : Detector<LossDivergenceDetector.Losses>("loss_divergence", Quantity.Loss)
{
    private const int Smoothing = 5;
    private const double SpreadFloor = 0.01;
    private const int SpreadEvery = 4;
    private readonly LossDivergenceOptions _limits = options ?? new();

    /// <inheritdoc/>
    protected override Finding? Update(ref Losses state, in Observation observation)
    {
        double loss = observation.Value;
        if (!double.IsFinite(loss) || observation.Series.Component is not null)
            return null;
        state.Negative |= loss <= 0;
        if (state.Negative)
            return null;
        state.Recent[(int)(state.Count++ % Smoothing)] = loss;
        double level = Median(state.Recent, (int)Math.Min(state.Count, Smoothing));
        // The start is the lower median of the first losses: a run whose second step already explodes must not start high.
        if (state.Count == 1 || (state.Count <= Smoothing && level < state.Start))
            state.Start = state.Best = level;
        state.Best = Math.Min(state.Best, level);
        // Every fourth loss is enough for its spread, and lets the window of 64 reach over 256: a loss wanders slowly.
        if (state.Count % SpreadEvery == 1)
            state.Baseline.Add(Math.Log(loss), SpreadFloor);
        return Judge(ref state, level, observation);
    }

    private Finding? Judge(ref Losses state, double level, in Observation observation)
    {
        double noise = Math.Exp(_limits.Spreads * state.Baseline.Spread(SpreadFloor));
        bool far = level > Math.Max(_limits.CriticalTimesStart, Math.Sqrt(noise)) * state.Start;
        bool above = level > Math.Max(_limits.WarningTimesStart, noise) * state.Start;
        bool lost = level > Math.Max(_limits.TimesBest, noise) * state.Best && level > state.Start;
        state.InARow = above || lost || far ? state.InARow + 1 : 0;
        bool critical = far && state.InARow >= _limits.LastingFar;
        if (!critical && state.InARow < _limits.Lasting)
            return null;
        return Say("finding.loss_divergence", critical ? Severity.Critical : Severity.Warning, observation) with
        {
            Value = level, Reference = state.Start, Excess = level / state.Start, Detail = state.Best,
        };
    }

    private static double Median(in Values values, int count)
    {
        Span<double> sorted = stackalloc double[Smoothing];
        ((ReadOnlySpan<double>)values)[..count].CopyTo(sorted);
        sorted[..count].Sort();
        return sorted[(count - 1) / 2];
    }

    /// <summary>What is kept of a loss.</summary>
    public struct Losses
    {
        internal Values Recent;
        internal RobustBaseline Baseline;
        internal long Count;
        internal double Start;
        internal double Best;
        internal int InARow;
        internal bool Negative;
    }

    [InlineArray(Smoothing)]
    internal struct Values
    {
        private double _first;
    }
}

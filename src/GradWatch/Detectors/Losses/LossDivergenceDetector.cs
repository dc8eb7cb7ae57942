using System.Runtime.CompilerServices;
using GradWatch.Observations;

namespace GradWatch.Detectors.Losses;

/// <summary>The loss stays far above its start, or is back at its start after it had been far below.</summary>
/// <remarks>Speaks of the main loss only, and only while it is positive: parts of a loss and rewards may go anywhere.</remarks>
public sealed class LossDivergenceDetector(LossDivergenceOptions? options = null)
    : Detector<LossDivergenceDetector.Losses>("loss_divergence", Quantity.Loss)
{
    private const int Smoothing = 5;
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
        if (state.Count < Smoothing)
        {
            // The start is the least of the first losses: a run whose second step already explodes must not start high.
            state.Start = state.Count == 1 ? loss : Math.Min(state.Start, loss);
            state.Best = state.Start;
        }
        // While the window fills, its lower half decides: two of the first losses must lie far above the start.
        double level = Median(state.Recent, (int)Math.Min(state.Count, Smoothing));
        state.Best = Math.Min(state.Best, level);
        return Judge(ref state, level, observation);
    }

    private Finding? Judge(ref Losses state, double level, in Observation observation)
    {
        bool above = level > _limits.WarningTimesStart * state.Start;
        bool lost = level > _limits.TimesBest * state.Best && level > state.Start;
        state.InARow = above || lost ? state.InARow + 1 : 0;
        bool critical = level > _limits.CriticalTimesStart * state.Start && state.InARow >= 2;
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

using GradWatch.Observations;

namespace GradWatch.Detectors.Precision;

/// <summary>A NaN or infinity in the loss, the gradients or the weights: which came first, and where.</summary>
/// <remarks>
/// A loss that is not finite warns at once. It is critical when the next loss is not finite either, when it comes back again
/// and again, and when it was the last one; a finite next loss says that the step was skipped and the weights are alive. A gradient
/// alone warns, and is critical when it lasts; under loss scaling it is <c>loss_scale_overflow</c>'s business unless it lasts long.
/// Of the parts of a loss beside the loss itself it says nothing: undefined ones are common.
/// </remarks>
public sealed class NonFiniteDetector(NonFiniteOptions? options = null)
    : RunDetector<NonFiniteDetector.Progress>("non_finite", Watched), IEndOfRun
{
    private static readonly Quantity[] Watched =
    [
        Quantity.Loss, Quantity.GradNorm, Quantity.GradMax, Quantity.GradNonFinite, Quantity.ParamNorm, Quantity.ParamMax,
        Quantity.ClipCoefficient, Quantity.LossScale,
    ];

    private readonly NonFiniteOptions _limits = options ?? new();
    private Series? _first;

    /// <inheritdoc/>
    public Finding? AtEnd() => State.Pending && !State.WasSkipped(State.PendingStep) ? Overdue(State) : null;

    /// <inheritdoc/>
    public override void Save(BinaryWriter writer)
    {
        base.Save(writer);
        writer.Write(_first is null ? -1 : (int)_first.Quantity);
        writer.Write(_first?.Tensor ?? "");
        writer.Write(_first?.Component ?? "");
    }

    /// <inheritdoc/>
    public override void Restore(BinaryReader reader)
    {
        base.Restore(reader);
        int quantity = reader.ReadInt32();
        (string tensor, string component) = (reader.ReadString(), reader.ReadString());
        _first = quantity < 0 ? null : new Series((Quantity)quantity, OrNull(tensor), OrNull(component));
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    /// <inheritdoc/>
    protected override Finding? Update(ref Progress state, in Observation observation)
    {
        return observation.Series.Quantity switch
        {
            Quantity.Loss => OfLoss(ref state, observation),
            Quantity.GradNorm or Quantity.GradMax or Quantity.GradNonFinite => OfGradient(ref state, observation),
            Quantity.ParamNorm or Quantity.ParamMax => OfWeights(ref state, observation),
            Quantity.ClipCoefficient => Skips(ref state, observation, observation.Value == 0),
            Quantity.LossScale => OfScale(ref state, observation),
            _ => null,
        };
    }

    private Finding? OfLoss(ref Progress state, in Observation observation)
    {
        bool isMain = observation.Series.Component is null;
        if (state.HasMain && !isMain)
            return null;
        state.HasMain |= isMain;
        if (double.IsFinite(observation.Value))
        {
            state.Pending = false;
            state.LossesInARow = 0;
            if (++state.FiniteLosses >= _limits.Recovered)
                (state.Open, state.Losses) = (false, 0);
            return null;
        }
        state.FiniteLosses = 0;
        state.LossesInARow++;
        state.Losses++;
        (state.Pending, state.PendingStep, state.PendingValue) = (true, observation.Step, observation.Value);
        bool lasts = state.LossesInARow > 1 || state.Losses >= _limits.Recurring;
        return Say(ref state, lasts ? Severity.Critical : Severity.Warning, observation);
    }

    private Finding? OfGradient(ref Progress state, in Observation observation)
    {
        bool isCount = observation.Series.Quantity == Quantity.GradNonFinite;
        if (isCount ? !(observation.Value > 0) : double.IsFinite(observation.Value))
        {
            if (observation.Series.IsOfRun && observation.Step != state.GradientStep)
                state.GradientsInARow = 0;
            return null;
        }
        // Under loss scaling a log may name only the steps that overflowed: a gap between them is a step that did not.
        if (state.Scaled && observation.Step > state.GradientStep + 1)
            state.GradientsInARow = 0;
        if (observation.Step != state.GradientStep || state.GradientsInARow == 0)
            state.GradientsInARow++;
        state.GradientStep = observation.Step;
        if (state.Scaled)
            return state.GradientsInARow < _limits.LastingGradientScaled ? null : Say(ref state, Severity.Critical, observation);
        bool lasts = state.GradientsInARow >= _limits.LastingGradient && !state.WasSkipped(state.GradientStep);
        return Say(ref state, lasts ? Severity.Critical : Severity.Warning, observation);
    }

    private Finding? OfWeights(ref Progress state, in Observation observation) =>
        double.IsFinite(observation.Value) ? null : Say(ref state, Severity.Critical, observation);

    private static Finding? OfScale(ref Progress state, in Observation observation)
    {
        bool lowered = state.Scaled && observation.Value < state.Scale;
        (state.Scaled, state.Scale) = (true, observation.Value);
        return Skips(ref state, observation, lowered);
    }

    private static Finding? Skips(ref Progress state, in Observation observation, bool skipped)
    {
        if (skipped)
            (state.Skips, state.SkippedStep) = (true, observation.Step);
        return null;
    }

    private Finding Say(ref Progress state, Severity severity, in Observation observation)
    {
        if (!state.Open || _first is null)
        {
            _first = observation.Series;
            (state.Open, state.FirstStep) = (true, observation.Step);
        }
        return Say(KeyOf(observation), severity, observation) with { Series = _first, Since = state.FirstStep, Excess = 1 };
    }

    private Finding Overdue(in Progress state)
    {
        Observation pending = new(state.PendingStep, _first ?? LossSeries, state.PendingValue);
        return Say(KeyOf(pending), Severity.Critical, pending) with { Since = state.FirstStep, Excess = 1 };
    }

    private static string KeyOf(in Observation observation) =>
        observation.Series.Quantity == Quantity.GradNonFinite ? "finding.non_finite.count"
        : double.IsNaN(observation.Value) ? "finding.non_finite.nan"
        : "finding.non_finite.inf";

    private static readonly Series LossSeries = new(Quantity.Loss);

    /// <summary>What is kept between steps.</summary>
    public struct Progress
    {
        internal bool Open;
        internal long FirstStep;
        internal bool HasMain;
        internal bool Pending;
        internal long PendingStep;
        internal double PendingValue;
        internal long LossesInARow;
        internal long FiniteLosses;
        internal long Losses;
        internal long GradientsInARow;
        internal long GradientStep;
        internal bool Skips;
        internal long SkippedStep;
        internal bool Scaled;
        internal double Scale;

        internal readonly bool WasSkipped(long step) => Skips && SkippedStep == step;
    }
}

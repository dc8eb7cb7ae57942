using GradWatch.Wording;

namespace GradWatch.Guard;

/// <summary>Decides at each step whether the optimizer is stepped, from what was read and what the detectors said. Acts on nothing.</summary>
/// <remarks>Who carries a decision out tells it back with <see cref="RolledBack"/>. All that was done is in <see cref="Log"/>. On a step
/// without trouble nothing is allocated and nothing changes.</remarks>
public sealed class StepPolicy(GuardOptions options)
{
    private readonly RateShare _share = new();
    private int _skippedInARow;
    private int _rollbacks;
    private long _lastRollback;
    private long _lastCut = long.MinValue / 2;
    private long _troubles;
    private int _grave;

    /// <summary>What the detectors say; whoever watches tells it.</summary>
    public Trouble Trouble { get; } = new();

    /// <summary>What was done so far.</summary>
    public GuardLog Log { get; } = new();

    /// <summary>Told of each action as it is taken, of every single step.</summary>
    public event Action<GuardAction>? Acted;

    /// <summary>The share of the scheduled learning rate that the coming optimizer step is made with.</summary>
    public double LearningRateShare => _share.Value;

    /// <summary>Why the loop should stop; null while it should not. Once set it stays.</summary>
    public Sentence? StopReason { get; private set; }

    /// <summary>Decides on a step.</summary>
    /// <param name="reading">What was read of it.</param>
    /// <param name="batch">The ids of its batch, where they are known.</param>
    public GuardDecision Decide(in StepReading reading, IReadOnlyList<long>? batch = null)
    {
        Forgive(reading.Step);
        GuardDecision decision = reading.IsNonFinite ? OfNonFinite(reading, batch) : OfFindings(reading, batch);
        if (decision.RollBackTo is null)
            Attend(reading.Step, batch);
        Trouble.Decided();
        return decision;
    }

    /// <summary>The gradient of a step was clipped: told by whoever clipped it.</summary>
    public void Clipped(long step, double norm, double clippedNorm, IReadOnlyList<long>? batch) =>
        Do(new GuardAction
        {
            Kind = GuardActionKind.Clip, Key = "guard.clip", FirstStep = step, LastStep = step, Value = norm, Reference = clippedNorm, Batch = batch,
        });

    /// <summary>A rollback that was decided on has been carried out.</summary>
    /// <param name="step">The step that was not made.</param>
    /// <param name="restored">The step before which the restored state was taken.</param>
    /// <param name="reason">What it answered.</param>
    /// <param name="batch">The ids of the step's batch.</param>
    public void RolledBack(long step, long restored, Sentence reason, IReadOnlyList<long>? batch)
    {
        (_lastRollback, _skippedInARow, _grave) = (step, 0, 0);
        _rollbacks++;
        Trouble.Forget(step);
        Do(Answer(GuardActionKind.RollBack, "guard.roll_back", step, batch, reason) with { Value = _rollbacks, Reference = restored });
        // One rollback may be a bad batch's; the same trouble again is the training's own.
        if (_rollbacks > 1)
            Cut(step, options.RollBack!.LearningRateFactor, 0, reason, batch);
    }

    /// <summary>What the decision to hold back the last step was an answer to.</summary>
    public Sentence Reason { get; private set; } = new("guard.reason.none");

    private GuardDecision OfNonFinite(in StepReading reading, IReadOnlyList<long>? batch)
    {
        if (options.Skip is null && options.RollBack is null)
            return default;
        Reason = reading.Loss is { } loss && !double.IsFinite(loss)
            ? new Sentence("guard.reason.loss", loss) : new Sentence("guard.reason.gradient", reading.NonFinite);
        _skippedInARow++;
        bool exhausted = options.Skip is null || _skippedInARow > options.Skip.MaxInARow;
        if (exhausted && MayRollBack)
            return new GuardDecision(true, reading.Step);
        if (exhausted)
            Stop(reading.Step, batch, options.RollBack is null
                ? new Sentence("guard.stop.skips", _skippedInARow - 1, Reason) : new Sentence("guard.stop.rollbacks", _rollbacks, Reason));
        Do(Answer(GuardActionKind.Skip, "guard.skip", reading.Step, batch, Reason) with { Value = _skippedInARow });
        return new GuardDecision(true);
    }

    private GuardDecision OfFindings(in StepReading reading, IReadOnlyList<long>? batch)
    {
        _skippedInARow = 0;
        if (options.RollBack is null || !(Trouble.Worst >= options.RollBack.Severity))
            return default;
        Reason = Trouble.Sentence;
        if (MayRollBack)
            return new GuardDecision(true, Math.Min(Trouble.Since, reading.Step));
        Stop(reading.Step, batch, new Sentence("guard.stop.rollbacks", _rollbacks, Reason));
        return default;
    }

    private bool MayRollBack => options.RollBack is { } rollBack && _rollbacks < rollBack.Most;

    // Learning rate and stop: they let the step be made.
    private void Attend(long step, IReadOnlyList<long>? batch)
    {
        if (options.BackOff is { } backOff)
        {
            if (Trouble.Worst >= backOff.Severity && step - _lastCut >= backOff.Patience)
                Cut(step, backOff.Factor, backOff.RecoverySteps, Trouble.Sentence, batch);
            else if (Trouble.IsOver(step) && _share.Recover())
                Do(Answer(GuardActionKind.RaiseLearningRate, "guard.raise_learning_rate", step, null, null) with { Reference = 1 });
        }
        if (options.Stop is { } stop && Trouble.Worst >= stop.Severity && ++_grave >= stop.Patience)
            Stop(step, batch, new Sentence("guard.stop.findings", _grave, Trouble.Sentence));
    }

    private void Cut(long step, double factor, int recoverySteps, Sentence reason, IReadOnlyList<long>? batch)
    {
        double before = _share.Value;
        if (!_share.Cut(factor, options.BackOff?.Minimum ?? new BackOffOptions().Minimum, recoverySteps))
            return;
        _lastCut = step;
        Do(Answer(GuardActionKind.LowerLearningRate, "guard.lower_learning_rate", step, batch, reason) with
        {
            Value = before, Reference = _share.Value,
        });
    }

    private void Stop(long step, IReadOnlyList<long>? batch, Sentence reason)
    {
        if (StopReason is not null)
            return;
        StopReason = reason;
        Do(Answer(GuardActionKind.Stop, "guard.stop", step, batch, reason));
    }

    private void Forgive(long step)
    {
        if (Trouble.Count != _troubles)
            (_troubles, _grave) = (Trouble.Count, 0);
        if (_rollbacks > 0 && step - _lastRollback >= options.RollBack!.Forgiven)
            _rollbacks = 0;
    }

    private static GuardAction Answer(GuardActionKind kind, string key, long step, IReadOnlyList<long>? batch, Sentence? reason) =>
        new() { Kind = kind, Key = key, FirstStep = step, LastStep = step, Reason = reason, Batch = batch };

    private void Do(in GuardAction action)
    {
        Log.Add(action);
        Acted?.Invoke(action);
    }
}

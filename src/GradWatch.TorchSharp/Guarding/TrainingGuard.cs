using GradWatch.TorchSharp.Rates;
using GradWatch.Guard;
using GradWatch.TorchSharp.Snapshots;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>Carries out on a training what the policy decides: clips, skips, cuts the rate, returns to a snapshot.</summary>
internal sealed class TrainingGuard : IStepGuard, IDisposable
{
    private readonly AttachedModel _attached;
    private readonly IGradientClip[] _clips;
    private readonly RollBackOptions? _rollBack;
    private readonly BufferShield? _buffers;
    private readonly SnapshotRing? _snapshots;
    private readonly RateCut _rates;
    private ulong? _attachedWeights;

    internal TrainingGuard(AttachedModel attached, GuardSetup setup)
    {
        _attached = attached;
        _clips = [.. setup.Clips.Select(make => make())];
        _rates = new RateCut(attached.Optimizers);
        Policy = new StepPolicy(setup.Decisions);
        attached.Monitor.Found += finding => Policy.Trouble.Take(finding);
        _rollBack = setup.Decisions.RollBack;
        if (setup.Decisions.Skip is not null || _rollBack is not null)
            _buffers = new BufferShield(attached.Model);
        if (_rollBack is not null)
            _snapshots = new SnapshotRing(attached, _rollBack);
        TakeStart();
    }

    internal StepPolicy Policy { get; }

    /// <inheritdoc/>
    public void BeforeStep(StepContext step)
    {
        // Still cut when the optimizer threw at the last step.
        _rates.PutBack();
        CheckStart(step);
        // What the loss scale holds back is an overflow and no trouble, unless the loss itself is bad.
        if (!step.Skip || (step.HasLoss && !double.IsFinite(step.Loss)))
            Act(step);
        _rates.Cut(Policy.LearningRateShare);
    }

    /// <inheritdoc/>
    public void AfterStep(StepContext step)
    {
        _rates.PutBack();
        if (step.Skip)
            return;
        _buffers?.Copy();
        if (_snapshots is not null && _snapshots.IsDue(step.Step + 1) && !step.IsNonFinite && Policy.Trouble.IsOver(step.Step))
            _snapshots.Take(step.Step + 1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffers?.Dispose();
        _snapshots?.Dispose();
    }

    private void Act(StepContext step)
    {
        StepReading reading = new(step.Step, step.HasLoss ? step.Loss : null, step.Gradients.NonFinite);
        GuardDecision decision = Policy.Decide(reading, step.Batch);
        step.Skip |= decision.Skip;
        if (decision.RollBackTo is { } before)
            RollBack(step, before);
        else if (decision.Skip)
            _buffers?.PutBack();
        else if (!step.Skip)
            Clip(step);
    }

    private void Clip(StepContext step)
    {
        if (_clips.Length == 0 || !step.HasGradients)
            return;
        double before = step.Gradients.L2, norm = before;
        bool clipped = false;
        foreach (IGradientClip clip in _clips)
        {
            // Nothing that is multiplied makes a NaN or infinity better; it would only spread.
            if (step.Gradients.NonFinite > 0 && clip is not ValueClip)
                continue;
            if (clip.Clip(_attached.Roster.Parameters, norm) is not { } after)
                continue;
            norm = after;
            clipped = true;
        }
        step.ClipCoefficient = clipped && before > 0 ? norm / before : 1;
        if (step.Gradients.NonFinite == 0)
            step.ClippedNorm = norm;
        if (clipped)
            Policy.Clipped(step.Step, before, norm, step.Batch);
    }

    private void RollBack(StepContext step, long before)
    {
        SnapshotParts parts = SnapshotParts.Model | SnapshotParts.OptimizerState;
        if (_rollBack!.RestoreRandomState)
            parts |= SnapshotParts.RandomState;
        long? restored = _snapshots!.PutBack(before, step.Step, parts);
        _buffers?.Copy();
        if (restored is { } state)
            Policy.RolledBack(step.Step, state, Policy.Reason, step.Batch);
    }

    private void TakeStart()
    {
        if (_buffers is null)
            return;
        _attachedWeights = ParameterFingerprint.Of(_attached.Roster.Parameters);
        _buffers.Copy();
        _snapshots?.Take(0);
    }

    // What was copied when the watch was attached is not the start of this training if weights were loaded since.
    private void CheckStart(StepContext step)
    {
        if (_attachedWeights is not { } attached)
            return;
        _attachedWeights = null;
        if (ParameterFingerprint.Of(_attached.Roster.Parameters) == attached)
            return;
        _snapshots?.Clear();
        if (step.IsNonFinite)
            return;
        _buffers?.Copy();
        _snapshots?.Take(step.Step);
    }
}

using GradWatch.TorchSharp.Snapshots;
using GradWatch.Guard;
using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>The last good states of a training, a few steps apart, in memory or as files.</summary>
internal sealed class SnapshotRing(AttachedModel attached, RollBackOptions options) : IDisposable
{
    private readonly List<KeptState> _kept = [];
    private TrainingSnapshot? _working;
    private long _lastTaken;
    private long? _putBack;

    /// <summary>True when the time has come for another one before this step.</summary>
    internal bool IsDue(long step) => _kept.Count == 0 || step - _lastTaken >= options.Spacing;

    /// <summary>Copies the state before a step, in the place of the oldest when there are enough. Weights that are not finite are no good state.</summary>
    internal void Take(long step)
    {
        _lastTaken = step;
        if (!WeightsAreFinite())
            return;
        KeptState state = options.Folder is null ? InMemory(step) : AsFile(step);
        _kept.Add(state);
        _putBack = null;
        state.KeepDetectors(attached.Monitor);
    }

    /// <summary>Puts back the newest state of at or before a step, else the oldest. States after it are dropped, for they led to the trouble;
    /// and a state that was returned to before, without a newer one since, gives way to an older one.</summary>
    /// <returns>The step before which it was taken; null when there is none.</returns>
    internal long? PutBack(long before, long now, SnapshotParts parts)
    {
        if (_kept.Count == 0)
            return null;
        int chosen = Math.Max(0, _kept.Count(state => state.Step <= before) - 1);
        if (_kept[chosen].Step == _putBack && chosen > 0)
            chosen--;
        Drop(chosen + 1);
        _putBack = _kept[chosen].Step;
        _lastTaken = now;
        _kept[chosen].Restore(attached, parts);
        return _putBack;
    }

    /// <summary>Forgets all states.</summary>
    internal void Clear() => Drop(0);

    /// <summary>Gives the memory back. Files stay, to resume from.</summary>
    public void Dispose()
    {
        foreach (KeptState state in _kept)
            state.Snapshot?.Dispose();
        _working?.Dispose();
    }

    private KeptState InMemory(long step)
    {
        if (_kept.Count < options.Capacity)
            return new KeptState(step, TrainingSnapshot.Take(attached.Model, attached.Optimizers, step), null);
        TrainingSnapshot oldest = _kept[0].Snapshot!;
        _kept.RemoveAt(0);
        oldest.Retake(step);
        return new KeptState(step, oldest, null);
    }

    private KeptState AsFile(long step)
    {
        Directory.CreateDirectory(options.Folder!);
        string path = Path.Combine(options.Folder!, $"step-{step:D9}.gwsnapshot");
        _working ??= TrainingSnapshot.Take(attached.Model, attached.Optimizers, step);
        _working.Retake(step);
        _working.Save(path);
        if (_kept.Count >= options.Capacity)
        {
            _kept[0].Dispose();
            _kept.RemoveAt(0);
        }
        return new KeptState(step, null, path);
    }

    private void Drop(int from)
    {
        for (int i = _kept.Count - 1; i >= from; i--)
        {
            _kept[i].Dispose();
            _kept.RemoveAt(i);
        }
    }

    private bool WeightsAreFinite()
    {
        foreach (WatchedParameter parameter in attached.Roster.Parameters)
        {
            if (!IsFinite(parameter.Tensor))
                return false;
        }
        return true;
    }

    private static bool IsFinite(Tensor weight)
    {
        if (GradientMemory.TryOpen(weight.Handle, out GradientMemory memory))
            return memory.Statistics().NonFinite == 0;
        using DisposeScope scope = NewDisposeScope();
        return weight.detach().isfinite().all().item<bool>();
    }
}

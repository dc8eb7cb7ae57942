using GradWatch.Guard;
using GradWatch.TorchSharp.Guarding;
using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>The last good states of a training, a few steps apart, in memory or as files.</summary>
internal sealed class SnapshotRing(AttachedModel attached, RollBackOptions options) : IDisposable
{
    private readonly List<TrainingSnapshot> _kept = [];
    private readonly List<long> _filed = [];
    private TrainingSnapshot? _working;
    private long _lastTaken;
    private long? _putBack;

    private List<long> Steps => options.Folder is null ? [.. _kept.Select(snapshot => snapshot.Step)] : _filed;

    /// <summary>True when the time has come for another one before this step.</summary>
    internal bool IsDue(long step) => Steps.Count == 0 || step - _lastTaken >= options.Spacing;

    /// <summary>Copies the state before a step, in the place of the oldest when there are enough. Weights that are not finite are no good state.</summary>
    internal void Take(long step)
    {
        _lastTaken = step;
        if (!WeightsAreFinite())
            return;
        if (options.Folder is not null)
            File(step);
        else if (_kept.Count < options.Capacity)
            _kept.Add(TrainingSnapshot.Take(attached.Model, attached.Optimizers, step));
        else
            TakeInPlaceOfOldest(step);
        _putBack = null;
    }

    /// <summary>Puts back the newest state of at or before a step, else the oldest. States after it are dropped, for they led to the trouble;
    /// and a state that was returned to before, without a newer one since, gives way to an older one.</summary>
    /// <returns>The step before which it was taken; null when there is none.</returns>
    internal long? PutBack(long before, long now, SnapshotParts parts)
    {
        List<long> steps = Steps;
        if (steps.Count == 0)
            return null;
        int chosen = Math.Max(0, steps.Count(step => step <= before) - 1);
        if (steps[chosen] == _putBack && chosen > 0)
            chosen--;
        Drop(chosen + 1);
        _putBack = Steps[chosen];
        Restore(chosen, parts);
        _lastTaken = now;
        return _putBack;
    }

    /// <summary>Forgets all states.</summary>
    internal void Clear() => Drop(0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.ForEach(snapshot => snapshot.Dispose());
        _working?.Dispose();
    }

    private void TakeInPlaceOfOldest(long step)
    {
        TrainingSnapshot oldest = _kept[0];
        _kept.RemoveAt(0);
        oldest.Retake(step);
        _kept.Add(oldest);
    }

    private void Restore(int at, SnapshotParts parts)
    {
        if (options.Folder is null)
        {
            _kept[at].Restore(parts);
            return;
        }
        using TrainingSnapshot filed = TrainingSnapshot.Load(PathOf(_filed[at]), attached.Model, attached.Optimizers);
        filed.Restore(parts);
    }

    private void File(long step)
    {
        Directory.CreateDirectory(options.Folder!);
        _working ??= TrainingSnapshot.Take(attached.Model, attached.Optimizers, step);
        _working.Retake(step);
        _working.Save(PathOf(step));
        _filed.Add(step);
        while (_filed.Count > options.Capacity)
        {
            System.IO.File.Delete(PathOf(_filed[0]));
            _filed.RemoveAt(0);
        }
    }

    private void Drop(int from)
    {
        for (int i = _kept.Count - 1; i >= from; i--)
        {
            _kept[i].Dispose();
            _kept.RemoveAt(i);
        }
        for (int i = _filed.Count - 1; i >= from; i--)
        {
            System.IO.File.Delete(PathOf(_filed[i]));
            _filed.RemoveAt(i);
        }
    }

    private string PathOf(long step) => Path.Combine(options.Folder!, $"step-{step:D9}.gwsnapshot");

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

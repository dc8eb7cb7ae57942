using GradWatch.TorchSharp.Snapshots;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>One good state of a training: its snapshot, in memory or as a file, and what the detectors had learnt by then.</summary>
/// <param name="step">The step that comes next after it.</param>
/// <param name="snapshot">The snapshot; null when it is a file.</param>
/// <param name="path">The file; null when it is in memory.</param>
internal sealed class KeptState(long step, TrainingSnapshot? snapshot, string? path) : IDisposable
{
    private byte[] _detectors = [];

    internal long Step => step;

    internal TrainingSnapshot? Snapshot => snapshot;

    internal void KeepDetectors(TrainingMonitor monitor)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        monitor.Save(writer);
        writer.Flush();
        _detectors = bytes.ToArray();
    }

    /// <summary>Puts the training back, and with it the detectors: what they saw since is undone, and would only raise alarms about it.</summary>
    internal void Restore(AttachedModel attached, SnapshotParts parts)
    {
        if (snapshot is not null)
        {
            snapshot.Restore(parts);
        }
        else
        {
            using TrainingSnapshot filed = TrainingSnapshot.Load(path!, attached.Model, attached.Optimizers);
            filed.Restore(parts);
        }
        if (_detectors.Length == 0)
            return;
        using BinaryReader reader = new(new MemoryStream(_detectors));
        attached.Monitor.Restore(reader);
    }

    /// <summary>Gives the memory back or deletes the file.</summary>
    public void Dispose()
    {
        snapshot?.Dispose();
        if (path is not null)
            File.Delete(path);
    }
}

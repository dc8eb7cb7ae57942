using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>A copy of all that the next training step depends on: model, buffers, optimizer state and settings, random numbers.</summary>
/// <remarks>
/// Take it between two steps. After <see cref="Restore"/> training goes on bit for bit as it went on from here, within a DisposeScope or
/// not, and before the first step too. Every managed optimizer can be copied; LBFGS cannot, its state is in native code. Not in it, because
/// it is in no tensor: the position of a learning rate scheduler or data loader, generators of your own, and those of other devices.
/// The copy is native memory, as large as parameters, buffers and optimizer state together. Not thread-safe.
/// </remarks>
public sealed class TrainingSnapshot : IDisposable
{
    private readonly nn.Module _model;
    private readonly optim.Optimizer[] _optimizers;
    private readonly SnapshotContent _content;

    private TrainingSnapshot(nn.Module model, optim.Optimizer[] optimizers, SnapshotContent content)
    {
        _model = model;
        _optimizers = optimizers;
        _content = content;
    }

    /// <summary>The optimizer step that comes next after it, as it was given.</summary>
    public long Step => _content.Step;

    /// <summary>Bytes that it copied.</summary>
    public long Bytes => _content.Bytes;

    /// <summary>Copies the state of a training with one optimizer; see the other overload.</summary>
    public static TrainingSnapshot Take(nn.Module model, optim.Optimizer optimizer, long step = 0) => Take(model, [optimizer], step);

    /// <summary>Copies the state of a training. <paramref name="step"/> is the step that comes next.</summary>
    /// <exception cref="NotSupportedException">The state of an optimizer cannot be read (LBFGS).</exception>
    public static TrainingSnapshot Take(nn.Module model, IReadOnlyList<optim.Optimizer> optimizers, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizers);
        var snapshot = new TrainingSnapshot(model, [.. optimizers], new SnapshotContent());
        snapshot.Retake(step);
        return snapshot;
    }

    /// <summary>Puts the copied state back into the model and the optimizers that it was taken of (or loaded for).</summary>
    /// <exception cref="InvalidOperationException">They have changed since: other tensors, shapes or groups. Nothing was overwritten.</exception>
    public void Restore(SnapshotParts parts = SnapshotParts.All)
    {
        TrainingState state = new(_model, _optimizers);
        if (SnapshotMatch.Trouble(_content, state) is { } trouble)
            throw new InvalidOperationException($"The snapshot of step {Step} does not fit the training any more: {trouble}.");
        SnapshotRestore.To(state, _content, parts);
    }

    /// <summary>Writes the snapshot to a file: whole, or not at all. An existing file is replaced in one go.</summary>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SnapshotFile.Write(path, _content);
    }

    /// <summary>Reads a snapshot from a file for a training with one optimizer; see the other overload.</summary>
    public static TrainingSnapshot Load(string path, nn.Module model, optim.Optimizer optimizer) => Load(path, model, [optimizer]);

    /// <summary>Reads a snapshot from a file for a training of the same kind: same names, shapes, types and optimizers. Then <see cref="Restore"/> it.</summary>
    /// <exception cref="InvalidDataException">The file is torn, damaged, no snapshot, or of another training. Nothing was overwritten.</exception>
    public static TrainingSnapshot Load(string path, nn.Module model, IReadOnlyList<optim.Optimizer> optimizers)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizers);
        TrainingState state = new(model, optimizers);
        SnapshotContent content = SnapshotFile.Read(path);
        if (SnapshotMatch.Trouble(content, state) is not { } trouble)
            return new TrainingSnapshot(model, [.. optimizers], content);
        content.Dispose();
        throw new InvalidDataException($"{path} is a snapshot of another training: {trouble}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    /// <summary>Copies the state as it is now over what was held before.</summary>
    internal void Retake(long step) => _content.Copy(new TrainingState(_model, _optimizers), step);
}

using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>What a snapshot holds: copies of all tensors in one block of memory, the numbers, the state of the random numbers.</summary>
internal sealed unsafe class SnapshotContent : IDisposable
{
    internal NativeBlock Memory { get; } = new();

    internal long Step { get; set; }

    internal IReadOnlyList<string> Optimizers { get; set; } = [];

    internal List<SavedTensor> Tensors { get; } = [];

    internal List<KeyValuePair<string, object?>> Numbers { get; } = [];

    internal byte[] RandomState { get; set; } = [];

    /// <summary>Bytes of all tensors.</summary>
    internal long Bytes => Tensors.Count == 0 ? 0 : Tensors[^1].Offset + NativeBlock.RoundUp(Tensors[^1].Bytes);

    /// <summary>Copies the live state over what was held; the memory is kept when it suffices.</summary>
    internal void Copy(TrainingState state, long step)
    {
        Step = step;
        Optimizers = state.Optimizers;
        Tensors.Clear();
        Numbers.Clear();
        foreach (TensorSlot slot in state.Tensors)
        {
            Tensor? live = slot.Live;
            long bytes = live is null ? 0 : TensorBytes.Length(live);
            Tensors.Add(new SavedTensor(slot.Name, live?.dtype ?? ScalarType.Float32, live?.shape, Bytes, bytes));
        }
        Memory.Reserve(Bytes);
        for (int i = 0; i < Tensors.Count; i++)
        {
            if (state.Tensors[i].Live is { } live)
                TensorBytes.CopyOut(live, Memory.At(Tensors[i].Offset));
        }
        foreach (NumberSlot slot in state.Numbers)
            Numbers.Add(new(slot.Name, slot.Get()));
        using Tensor random = get_rng_state();
        RandomState = random.bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => Memory.Dispose();
}

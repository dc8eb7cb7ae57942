using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>Puts what a snapshot holds back to where training keeps it.</summary>
internal static unsafe class SnapshotRestore
{
    internal static void To(TrainingState state, SnapshotContent content, SnapshotParts parts)
    {
        Dictionary<string, SavedTensor> tensors = content.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (TensorSlot slot in state.Tensors)
        {
            if (parts.HasFlag(slot.Part))
                Put(slot, tensors[slot.Name], content.Memory);
        }
        Dictionary<string, object?> numbers = content.Numbers.ToDictionary();
        foreach (NumberSlot slot in state.Numbers)
        {
            if (parts.HasFlag(slot.Part))
                slot.Put(numbers[slot.Name]);
        }
        if (parts.HasFlag(SnapshotParts.RandomState))
            PutRandomState(content.RandomState);
    }

    private static void Put(TensorSlot slot, SavedTensor saved, NativeBlock memory)
    {
        Tensor? live = slot.Live;
        if (saved.Shape is null)
        {
            if (live is not null)
            {
                live.Dispose();
                slot.Put!(null);
            }
            return;
        }
        if (live is null || !saved.Fits(live))
        {
            // The optimizer's tensor lives until the optimizer dies, whatever scope the caller has open.
            Tensor fresh = empty(saved.Shape, saved.Type, device: live?.device ?? slot.Device).DetachFromDisposeScope();
            live?.Dispose();
            slot.Put!(fresh);
            live = fresh;
        }
        TensorBytes.CopyIn(memory.At(saved.Offset), live);
    }

    private static void PutRandomState(byte[] state)
    {
        using Tensor random = tensor(state, ScalarType.Byte);
        set_rng_state(random);
    }
}

using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>Whether a snapshot is of this training: asked before anything is overwritten.</summary>
internal static class SnapshotMatch
{
    /// <summary>What stands in the way of putting the content back; null when nothing does.</summary>
    internal static string? Trouble(SnapshotContent content, TrainingState state)
    {
        if (!content.Optimizers.SequenceEqual(state.Optimizers))
            return $"it is of {Named(content.Optimizers)}, and the training has {Named(state.Optimizers)}";
        Dictionary<string, SavedTensor> saved = content.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (TensorSlot slot in state.Tensors)
        {
            if (!saved.Remove(slot.Name, out SavedTensor? tensor))
                return $"it has no {slot.Name}";
            // What an optimizer keeps comes and goes; a parameter or buffer is written over where it lies.
            if (slot.Put is null && !tensor.Fits(slot.Get()!))
                return $"{slot.Name} is {tensor.Description} in it, and {Described(slot.Get()!)} in the model";
        }
        if (saved.Count > 0)
            return $"the training has no {saved.Keys.First()}";
        return Missing(content, state);
    }

    private static string? Missing(SnapshotContent content, TrainingState state)
    {
        HashSet<string> saved = [.. content.Numbers.Select(number => number.Key)];
        string? lacking = state.Numbers.Select(slot => slot.Name).FirstOrDefault(name => !saved.Contains(name));
        if (lacking is not null)
            return $"it has no {lacking}";
        return saved.Count > state.Numbers.Count ? "it has numbers that the optimizers do not have" : null;
    }

    private static string Named(IReadOnlyList<string> optimizers) => optimizers.Count == 0 ? "no optimizer" : string.Join(" and ", optimizers);

    private static string Described(Tensor tensor) => $"{tensor.dtype}[{string.Join(", ", tensor.shape)}]";
}

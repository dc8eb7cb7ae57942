using System.Reflection;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>Where a managed optimizer keeps its state: the public fields of its state and option objects.</summary>
/// <remarks>TorchSharp's own loading of a state dictionary is not used: within a DisposeScope it loses the state (0.107).</remarks>
internal static class OptimizerSlots
{
    /// <summary>Adds the places of the optimizer with this number.</summary>
    internal static void Add(optim.Optimizer optimizer, int number, List<TensorSlot> tensors, List<NumberSlot> numbers)
    {
        optim.Optimizer.StateDictionary live = Managed(optimizer).state_dict();
        for (int i = 0; i < live.Options.Count; i++)
            AddSettings($"optimizer{number}.group{i}", live.Options[i], numbers);
        Device[] devices = [.. optimizer.parameters().Select(parameter => parameter.device)];
        for (int i = 0; i < live.State.Count; i++)
            AddState($"optimizer{number}.{i}", live.State[i], devices[i], tensors, numbers);
    }

    /// <summary>The optimizer as one whose state can be read; a <see cref="NotSupportedException"/> says why where it cannot.</summary>
    internal static OptimizerHelper Managed(optim.Optimizer optimizer) => optimizer as OptimizerHelper ?? throw new NotSupportedException(
        $"A snapshot needs an optimizer whose state can be read. {optimizer.GetType().Name} keeps it in native code: its training can be "
        + "watched, clipped and skipped, but not rolled back.");

    private static void AddSettings(string prefix, OptimizerOptions options, List<NumberSlot> numbers)
    {
        numbers.Add(new NumberSlot($"{prefix}.LearningRate", SnapshotParts.OptimizerSettings,
            () => options.LearningRate, value => options.LearningRate = (double?)value));
        numbers.Add(new NumberSlot($"{prefix}.InitialLearningRate", SnapshotParts.OptimizerSettings,
            () => options.InitialLearningRate, value => options.InitialLearningRate = (double)value!));
        foreach (FieldInfo field in options.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
            numbers.Add(Number(prefix, SnapshotParts.OptimizerSettings, options, field));
    }

    private static void AddState(string prefix, OptimizerState state, Device device, List<TensorSlot> tensors, List<NumberSlot> numbers)
    {
        foreach (FieldInfo field in state.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            if (field.FieldType != typeof(Tensor))
                numbers.Add(Number(prefix, SnapshotParts.OptimizerState, state, field));
            else
                tensors.Add(new TensorSlot($"{prefix}.{field.Name}", SnapshotParts.OptimizerState,
                    () => (Tensor?)field.GetValue(state), tensor => field.SetValue(state, tensor), device));
        }
    }

    private static NumberSlot Number(string prefix, SnapshotParts part, object owner, FieldInfo field) =>
        new($"{prefix}.{field.Name}", part, () => field.GetValue(owner), value => field.SetValue(owner, value));
}

using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>All places where a training keeps what the next step depends on, but for the random numbers. Looked up anew each time.</summary>
internal sealed class TrainingState
{
    internal TrainingState(nn.Module model, IReadOnlyList<optim.Optimizer> optimizers)
    {
        Tensors.AddRange(ModelSlots.Of(model));
        HashSet<nint> known = [.. Tensors.Select(slot => slot.Get()!.Handle)];
        for (int number = 0; number < optimizers.Count; number++)
        {
            int position = 0;
            foreach (Parameter parameter in OptimizerSlots.Managed(optimizers[number]).parameters())
            {
                // Stepped, but of another model.
                if (known.Add(parameter.Handle))
                    Tensors.Add(new TensorSlot($"optimizer{number}.{position}.parameter", SnapshotParts.Model, () => parameter));
                position++;
            }
            OptimizerSlots.Add(optimizers[number], number, Tensors, Numbers);
        }
        Optimizers = [.. optimizers.Select(optimizer => optimizer.GetType().Name)];
    }

    internal List<TensorSlot> Tensors { get; } = [];

    internal List<NumberSlot> Numbers { get; } = [];

    /// <summary>Names of the optimizers' types.</summary>
    internal IReadOnlyList<string> Optimizers { get; }
}

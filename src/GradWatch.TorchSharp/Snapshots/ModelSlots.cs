using System.Reflection;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>Where a model keeps its parameters and buffers.</summary>
internal static class ModelSlots
{
    // named_buffers() never yields a buffer that was registered as not persistent, whatever it is asked for (0.107): its own table does.
    private static readonly FieldInfo? Registered = typeof(nn.Module).GetField("_internal_buffers", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Each tensor once, under its first name.</summary>
    internal static IEnumerable<TensorSlot> Of(nn.Module model)
    {
        HashSet<nint> seen = [];
        foreach ((string name, Parameter parameter) in model.named_parameters())
        {
            if (seen.Add(parameter.Handle))
                yield return new TensorSlot("model." + name, SnapshotParts.Model, () => parameter);
        }
        foreach (TensorSlot buffer in Buffers(model))
        {
            if (seen.Add(buffer.Get()!.Handle))
                yield return buffer;
        }
    }

    /// <summary>The buffers, persistent or not.</summary>
    internal static IEnumerable<TensorSlot> Buffers(nn.Module model)
    {
        HashSet<nint> seen = [];
        foreach ((string name, Tensor buffer) in model.named_buffers().Concat(Hidden(model)))
        {
            if (buffer is { IsInvalid: false } && seen.Add(buffer.Handle))
                yield return new TensorSlot("model." + name, SnapshotParts.Model, () => buffer);
        }
    }

    private static IEnumerable<(string Name, Tensor Buffer)> Hidden(nn.Module model)
    {
        foreach ((string path, nn.Module module) in model.named_modules().Prepend(("", model)))
        {
            if (Registered?.GetValue(module) is not IEnumerable<(string Name, (Tensor Buffer, bool Persistent) Entry)> buffers)
                continue;
            foreach ((string name, (Tensor buffer, bool _)) in buffers)
                yield return (path.Length == 0 ? name : $"{path}.{name}", buffer);
        }
    }
}

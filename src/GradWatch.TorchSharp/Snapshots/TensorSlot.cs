using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Snapshots;

/// <summary>A place where live training keeps a tensor.</summary>
/// <param name="Name">Unique in a training: <c>model.0.weight</c>, <c>optimizer0.3.exp_avg</c>.</param>
/// <param name="Part">What it belongs to.</param>
/// <param name="Get">The tensor that is there now; not to be disposed. Null where an optimizer has none yet.</param>
/// <param name="Put">Puts another tensor (or null) there, which the place then owns; null where the tensor itself never changes.</param>
/// <param name="Device">Where a tensor that is put there belongs; null for the CPU.</param>
internal sealed record TensorSlot(
    string Name, SnapshotParts Part, Func<Tensor?> Get, Action<Tensor?>? Put = null, Device? Device = null)
{
    /// <summary>The tensor that is there now; null also for one that was disposed of under the optimizer's feet.</summary>
    internal Tensor? Live => Get() is { IsInvalid: false } tensor ? tensor : null;
}

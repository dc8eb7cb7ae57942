using GradWatch.Logs.Mapping;
using GradWatch.Observations;

namespace GradWatch.Server.Sending;

/// <summary>The quantity that values of tensors are given under, by its own name or one that trainers use.</summary>
internal static class TensorQuantity
{
    internal static Quantity? Of(string name) => QuantityNames.TryParse(name, out Quantity exact) ? exact
        : KeyNames.RoleOf(name) is { Use: KeyUse.Quantity, Tensor: null } role ? role.Quantity
        : null;
}

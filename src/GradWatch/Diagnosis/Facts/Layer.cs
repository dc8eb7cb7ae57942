namespace GradWatch.Diagnosis.Facts;

/// <summary>The gradient norms of a module's weight and bias at one step.</summary>
/// <param name="Name">The module: the tensor's name up to its last dot.</param>
/// <param name="Weight">Norm of its largest tensor that is not a bias; NaN when it has none.</param>
/// <param name="Bias">Norm of its largest bias; NaN when it has none.</param>
internal readonly record struct Layer(string Name, double Weight, double Bias)
{
    /// <summary>The larger of the two.</summary>
    internal double Norm => double.IsNaN(Weight) ? Bias : double.IsNaN(Bias) ? Weight : Math.Max(Weight, Bias);

    /// <summary>∂W over ∂b: the size of what the layer was given, as ∂W = δ·xᵀ and ∂b = δ. NaN when unknown.</summary>
    internal double InputSize => Bias > 0 && double.IsFinite(Weight) ? Weight / Bias : double.NaN;

    /// <summary>Whether a tensor's name is that of a bias.</summary>
    internal static bool IsBias(string tensor) => tensor.Contains("bias", StringComparison.OrdinalIgnoreCase);

    /// <summary>The module of a tensor: its name up to the last dot or slash.</summary>
    internal static string ModuleOf(string tensor)
    {
        int end = tensor.LastIndexOfAny(['.', '/']);
        return end <= 0 ? tensor : tensor[..end];
    }
}

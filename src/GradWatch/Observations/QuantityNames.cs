namespace GradWatch.Observations;

/// <summary>The names of quantities as they are written in data.</summary>
public static class QuantityNames
{
    private static readonly string[] Names =
    [
        "loss", "learning_rate", "loss_scale", "grad_norm", "grad_norm_clipped", "clip_coefficient", "grad_max",
        "grad_nonfinite", "param_norm", "param_max", "update_norm", "update_ratio", "displacement", "activation_rms",
        "activation_max", "input_mean", "input_std",
    ];

    /// <summary>How many quantities there are.</summary>
    public static int Count => Names.Length;

    /// <summary>All names, in the order of <see cref="Quantity"/>.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The snake_case name, e.g. <c>grad_norm</c>.</summary>
    public static string Name(this Quantity quantity) => Names[(int)quantity];

    /// <summary>Finds the quantity of a snake_case name; false when there is none.</summary>
    public static bool TryParse(string name, out Quantity quantity)
    {
        int index = Array.IndexOf(Names, name);
        quantity = (Quantity)Math.Max(index, 0);
        return index >= 0;
    }
}

namespace GradWatch.TorchSharp.Weights;

/// <summary>The function that follows a layer, and the gain that keeps the size of signals through layer and function.</summary>
/// <param name="Name">The name in data, e.g. <c>leaky_relu</c>.</param>
/// <param name="Gain">What a weight's standard deviation is multiplied by.</param>
/// <param name="Kind">What it does to large signals: which rule fits.</param>
public readonly record struct Activation(string Name, double Gain, ActivationKind Kind)
{
    /// <summary>None: the output of a model, or a layer that another follows directly. Gain 1.</summary>
    public static Activation Linear { get; } = new("linear", 1, ActivationKind.Linear);

    /// <summary>max(0, x). Gain √2: half of the variance is cut off (He et al. 2015).</summary>
    public static Activation Relu { get; } = LeakyRelu(0) with { Name = "relu" };

    /// <summary>tanh. Gain 5/3, as in LeCun's networks and PyTorch.</summary>
    public static Activation Tanh { get; } = new("tanh", 5.0 / 3, ActivationKind.Saturating);

    /// <summary>The logistic function. Gain 1, as in PyTorch.</summary>
    public static Activation Sigmoid { get; } = new("sigmoid", 1, ActivationKind.Saturating);

    /// <summary>SELU. Gain 1, which its fixed point of mean 0 and variance 1 is made for (Klambauer et al. 2017); PyTorch's table says 3/4.</summary>
    public static Activation Selu { get; } = new("selu", 1, ActivationKind.Linear);

    /// <summary>ELU with α = 1. Gain 1/√E[f(z)²] for z of variance 1.</summary>
    public static Activation Elu { get; } = Measured("elu", z => z > 0 ? z : Math.Exp(z) - 1);

    /// <summary>GELU. Gain 1/√E[f(z)²] for z of variance 1.</summary>
    public static Activation Gelu { get; } =
        Measured("gelu", z => 0.5 * z * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z))));

    /// <summary>SiLU, also called swish. Gain 1/√E[f(z)²] for z of variance 1.</summary>
    public static Activation Silu { get; } = Measured("silu", z => z / (1 + Math.Exp(-z)));

    /// <summary>Mish. Gain 1/√E[f(z)²] for z of variance 1.</summary>
    public static Activation Mish { get; } = Measured("mish", z => z * Math.Tanh(Math.Log(1 + Math.Exp(z))));

    /// <summary>x above 0, slope · x below. Gain √(2/(1 + slope²)).</summary>
    public static Activation LeakyRelu(double slope) => new("leaky_relu", Math.Sqrt(2 / (1 + slope * slope)), ActivationKind.Rectifying);

    private static Activation Measured(string name, Func<double, double> function)
    {
        const double Reach = 10, Step = 1e-3;
        double square = 0;
        for (double z = -Reach; z <= Reach; z += Step)
            square += Math.Pow(function(z), 2) * Math.Exp(-z * z / 2) * Step;
        return new Activation(name, 1 / Math.Sqrt(square / Math.Sqrt(2 * Math.PI)), ActivationKind.Rectifying);
    }
}

namespace GradWatch.Workloads.Drawn;

/// <summary>Activations of the hidden layers.</summary>
internal enum Nonlinearity
{
    Relu,
    Tanh,
    Gelu,
    LeakyRelu,
    Sigmoid,
}

using static TorchSharp.torch;

namespace GradWatch.Workloads.Data;

/// <summary>Ten overlapping clouds in twenty dimensions.</summary>
internal sealed class Classification
{
    internal const int Features = 20, Classes = 10;
    private const double Apart = 0.5, Spread = 0.9;

    private readonly Tensor _centres = randn(Classes, Features) * Apart;

    internal (Tensor Inputs, Tensor Targets) Batch(int batch)
    {
        Tensor classes = randint(Classes, [batch]);
        return (_centres[classes] + (randn(batch, Features) * Spread), classes);
    }
}

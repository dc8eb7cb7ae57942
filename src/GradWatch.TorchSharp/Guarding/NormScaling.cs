using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>Multiplies all gradients with a clip's factor, however small.</summary>
internal static class NormScaling
{
    // Single precision holds no factor below 1e-38 to its full number of digits, and the norm of a huge gradient calls for such ones.
    private const double Least = 1e-30;

    internal static void Multiply(ReadOnlySpan<WatchedParameter> parameters, double factor)
    {
        for (; factor is > 0 and < Least; factor /= Least)
            GradientScaling.Multiply(parameters, Least);
        GradientScaling.Multiply(parameters, factor);
    }
}

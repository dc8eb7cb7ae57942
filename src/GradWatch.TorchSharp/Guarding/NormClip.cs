using GradWatch.Guard;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>g ← g · min(1, c / ‖g‖₂), the norm in double precision from the watch's own reading.</summary>
internal sealed class NormClip(double maxNorm) : IGradientClip
{
    /// <inheritdoc/>
    public double? Clip(ReadOnlySpan<WatchedParameter> parameters, double norm)
    {
        double coefficient = Clipping.Coefficient(norm, maxNorm);
        if (coefficient == 1)
            return null;
        NormScaling.Multiply(parameters, coefficient);
        return norm * coefficient;
    }
}

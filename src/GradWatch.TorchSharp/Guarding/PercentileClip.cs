using GradWatch.Guard;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>Clips by norm at a percentile of the recent healthy norms.</summary>
internal sealed class PercentileClip(PercentileClipOptions options) : IGradientClip
{
    private readonly NormHistory _history = new(options);

    /// <inheritdoc/>
    public double? Clip(ReadOnlySpan<WatchedParameter> parameters, double norm)
    {
        double coefficient = Clipping.Coefficient(norm, _history.Limit);
        _history.Add(norm);
        if (coefficient == 1)
            return null;
        NormScaling.Multiply(parameters, coefficient);
        return norm * coefficient;
    }
}

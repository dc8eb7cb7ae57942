using GradWatch.Statistics;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Takes a dynamic loss scale out of measured gradients, and skips the steps that overflow.</summary>
internal sealed class LossScaling(DynamicLossScale scale)
{
    /// <summary>Divides the gradients and what was measured of them by the scale; of a gradient that overflowed only the latter.</summary>
    internal void TakeOut(StepContext step, ReadOnlySpan<WatchedParameter> parameters)
    {
        step.LossScale = scale.Value;
        double factor = 1 / scale.Value;
        step.Skip = step.Gradients.NonFinite > 0;
        if (!step.Skip && factor != 1)
            GradientScaling.Multiply(parameters, factor);
        step.Gradients = Times(step.Gradients, factor);
        foreach (WatchedParameter parameter in parameters)
            parameter.Gradient = Times(parameter.Gradient, factor);
    }

    /// <summary>Adapts the scale and says what it is from now on.</summary>
    internal double Update(StepContext step)
    {
        scale.Update(step.Gradients.NonFinite > 0);
        return scale.Value;
    }

    private static TensorStatistics Times(in TensorStatistics read, double factor) => TensorStatistics.Measured(
        read.Count, read.NaN, read.PositiveInfinity, read.NegativeInfinity, read.Zeros, read.Max * factor, read.Sum * factor, read.L2 * factor);
}

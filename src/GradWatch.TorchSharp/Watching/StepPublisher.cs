using GradWatch.Observations;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Turns what was measured at a step into observations, in the order in which they came about.</summary>
internal sealed class StepPublisher(TrainingMonitor monitor, LearningRates rates, WatchOptions options)
{
    private readonly RunSeries _series = new();
    private bool _scaled;

    /// <summary>What is known before the optimizer steps: the loss first, since all else follows from it.</summary>
    internal void PublishMeasured(StepContext step, ReadOnlySpan<WatchedParameter> parameters)
    {
        if (step.HasLoss)
            Publish(step.Step, _series.Loss, step.Loss);
        // The detectors have to know that the loss is scaled before they see a gradient that overflowed.
        if (options.LossScale is { } scale && !_scaled)
            PublishLossScale(step, scale.Value);
        if (!step.HasGradients)
            return;
        Publish(step.Step, _series.GradNorm, step.ObservedNorm);
        Publish(step.Step, _series.GradMax, step.Gradients.ObservedMax());
        Publish(step.Step, _series.GradNonFinite, step.Gradients.NonFinite);
        if (!options.Tensors)
            return;
        foreach (WatchedParameter parameter in parameters)
        {
            if (!parameter.HasGradient)
                continue;
            Publish(step.Step, parameter.GradNorm, parameter.Gradient.ObservedNorm());
            Publish(step.Step, parameter.GradMax, parameter.Gradient.ObservedMax());
            if (parameter.Gradient.NonFinite > 0)
                Publish(step.Step, parameter.GradNonFinite, parameter.Gradient.NonFinite);
        }
    }

    /// <summary>What the guards did, and the learning rates that the optimizer steps with.</summary>
    internal void PublishGuarded(StepContext step)
    {
        rates.Publish(monitor, step.Step);
        if (step.ClipCoefficient is { } coefficient)
            Publish(step.Step, _series.ClipCoefficient, step.Skip ? 0 : coefficient);
        else if (step.Skip)
            Publish(step.Step, _series.ClipCoefficient, 0);
        if (step.ClippedNorm is { } norm)
            Publish(step.Step, _series.GradNormClipped, norm);
    }

    /// <summary>The loss scale after a step: where it overflowed, the lower one.</summary>
    internal void PublishLossScale(StepContext step, double? scale)
    {
        if (scale is not { } value)
            return;
        _scaled = true;
        Publish(step.Step, _series.LossScale, value);
    }

    private void Publish(long step, Series series, double value) => monitor.Observe(new Observation(step, series, value));
}

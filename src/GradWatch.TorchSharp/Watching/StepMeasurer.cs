namespace GradWatch.TorchSharp.Watching;

/// <summary>Fills a step with what its gradients hold.</summary>
internal sealed class StepMeasurer(AttachedModel attached, LearningRates rates, GradientReader gradients, DynamicLossScale? scale)
{
    private readonly LossScaling? _scaling = scale is null ? null : new LossScaling(scale);
    private readonly HashSet<string> _gone = [];
    private int _groups = rates.Count;

    internal ReadOnlySpan<WatchedParameter> Parameters => attached.Roster.Parameters;

    internal void Measure(StepContext step)
    {
        if (_groups != rates.Count)
        {
            _groups = rates.Count;
            attached.Roster.Refresh();
        }
        step.Gradients = gradients.Read(Parameters);
        step.HasGradients = gradients.Found > 0;
        if (step.HasGradients)
            _scaling?.TakeOut(step, Parameters);
        foreach (WatchedParameter parameter in Parameters)
        {
            if (parameter.IsGone)
                TellOnce(parameter);
        }
    }

    /// <summary>Adapts the loss scale after a step; null without loss scaling.</summary>
    internal double? UpdateLossScale(StepContext step) => step.HasGradients ? _scaling?.Update(step) : null;

    private void TellOnce(WatchedParameter parameter)
    {
        if (_gone.Add(parameter.Name))
        {
            attached.TellFault(new ObjectDisposedException(
                parameter.Name,
                $"The optimizer's parameter {parameter.Name} was disposed: module.to(...) replaces parameters. Make the optimizer after it, and attach then."));
        }
    }
}

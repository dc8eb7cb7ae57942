namespace GradWatch.TorchSharp.Watching;

/// <summary>Fills a step with what its gradients hold.</summary>
internal sealed class StepMeasurer(ParameterRoster roster, LearningRates rates, GradientReader gradients)
{
    private int _groups = rates.Count;

    internal ReadOnlySpan<WatchedParameter> Parameters => roster.Parameters;

    internal void Measure(StepContext step)
    {
        if (_groups != rates.Count)
        {
            _groups = rates.Count;
            roster.Refresh();
        }
        step.Gradients = gradients.Read(roster.Parameters);
        step.HasGradients = gradients.Found > 0;
    }
}

using GradWatch.Observations;
using GradWatch.TorchSharp.Inputs;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp;

public sealed partial class TrainingWatch
{
    /// <summary>Looks at a batch of inputs, and tells the monitor their mean and deviation: a diagnosis then knows whether they are at fault.</summary>
    /// <param name="batch">The inputs of the coming step; integers (tokens, classes) have no scale and are passed over.</param>
    /// <param name="options">Where the features lie, their names and the limits.</param>
    /// <returns>What there is to say; nothing after a fault, which is told to <see cref="Faulted"/>.</returns>
    public InputCheckReport CheckInputs(Tensor batch, InputCheckOptions? options = null)
    {
        try
        {
            InputCheckReport report = InputCheck.Of(batch, options);
            foreach (Observation observation in report.Observations(NextStep))
                Monitor.Observe(observation);
            return report;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
            return new InputCheckReport { Features = [], Findings = [] };
        }
    }
}

namespace GradWatch.TorchSharp.Watching;

/// <summary>Acts on a step before the optimizer does.</summary>
internal interface IStepGuard
{
    /// <summary>Called with the gradients measured and published, before the optimizer steps. May change gradients, weights and
    /// learning rates in place, and sets in <paramref name="step"/> what it did. An exception is told to <c>Faulted</c>; the step goes on.</summary>
    void BeforeStep(StepContext step);

    /// <summary>Called after the optimizer has stepped, or was not stepped (<see cref="StepContext.Skip"/>).</summary>
    void AfterStep(StepContext step);
}

using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Finds out where the first non-finite value of a run came from.</summary>
internal interface IStepTracer : IDisposable
{
    /// <summary>Called at each step before the guards and the optimizer, its observations published: cheap unless <see cref="StepContext.IsNonFinite"/>.
    /// An exception is told to <c>Faulted</c>; the step goes on.</summary>
    void BeforeStep(StepContext step);

    /// <summary>Called when the step is done, guards and optimizer included: what follows belongs to the next one.</summary>
    void AfterStep(StepContext step);

    /// <summary>Runs a loss with every module watched, and puts generator, buffers and gradients back.</summary>
    ActivationTrace TraceNow(Func<Tensor> loss, long step);
}

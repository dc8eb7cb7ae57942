using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>What a guard or tracer is made for.</summary>
/// <param name="Model">The model, as it was given to <c>Attach</c>.</param>
/// <param name="Optimizers">Those that step together.</param>
/// <param name="Roster">The parameters that they step. Its list changes when groups are added.</param>
/// <param name="Monitor">Detectors and episodes; also where a guard publishes observations of its own.</param>
/// <param name="TellFault">Tells <c>Faulted</c> of something that went wrong and changed nothing.</param>
internal sealed record AttachedModel(
    nn.Module Model, IReadOnlyList<optim.Optimizer> Optimizers, ParameterRoster Roster, TrainingMonitor Monitor, Action<Exception> TellFault);

using GradWatch.Diagnosis.Origins;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Sums a run up by module.</summary>
internal static class Activations
{
    internal static ActivationTrace Of(Replay run, long step, IReadOnlyList<TracedModule> modules) => new()
    {
        Step = step,
        Loss = run.LossValue,
        Modules = [.. run.Forward.Where(moment => moment.Kind == MomentKind.Left).GroupBy(moment => moment.Call.Module, Of)],
        Unseen = [.. modules.Where(module => module.Calls == 0 && module.Parameters.Count > 0).Select(module => module.Name)],
        Origin = run.IsNonFinite ? Origin(run, step, modules) : null,
    };

    private static ModuleActivation Of(TracedModule module, IEnumerable<Moment> moments)
    {
        List<ModuleCall> calls = [.. moments.Select(moment => moment.Call)];
        TensorStatistics outputs = Total(calls.SelectMany(call => call.Outputs)), gradients = Total(calls.SelectMany(call => call.OutputGradients));
        return new ModuleActivation
        {
            Name = module.Name, Calls = calls.Count, Rms = outputs.RootMeanSquare, Max = outputs.Max, NonFinite = outputs.NonFinite,
            GradientNorm = gradients.ObservedNorm(),
        };
    }

    private static TensorStatistics Total(IEnumerable<TensorReading> readings) =>
        readings.Aggregate(default(TensorStatistics), (total, reading) => total + reading.Statistics);

    private static NonFiniteOrigin Origin(Replay run, long step, IReadOnlyList<TracedModule> modules)
    {
        List<string> names = [.. modules.SelectMany(module => module.Parameters).Select(own => own.Name)];
        NonFiniteOrigin pattern = GradientPattern.Of(
            step, run.LossValue, run.Loss is not null,
            [.. names.Where(run.Gradients.ContainsKey).Select(name => (name, run.Gradients[name].IsFinite))], [], names.Count);
        return ReplayVerdict.Of(run, new StepContext { Step = step }, modules, pattern, Reproduced.Exactly, []);
    }
}

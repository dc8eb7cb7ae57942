using GradWatch.Diagnosis.Origins;
using GradWatch.TorchSharp.Watching;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Makes an origin of what a second run showed.</summary>
internal static class ReplayVerdict
{
    private const int MostNamed = 4;

    /// <summary>The origin; that of the gradients' pattern where the second run shows none.</summary>
    internal static NonFiniteOrigin Of(
        Replay run, StepContext step, IReadOnlyList<TracedModule> modules, NonFiniteOrigin pattern, Reproduced reproduced, IReadOnlyList<Sentence> limits)
    {
        List<Sentence> about = [.. About(run, step, modules, reproduced), .. limits];
        Culprit? culprit = run.Thrown is not null || run.Loss is { IsFinite: false } ? ForwardSearch.Of(run, modules) : BackwardSearch.Of(run, modules);
        if (reproduced == Reproduced.No || culprit is null)
            return pattern with { Evidence = [.. pattern.Evidence, .. about] };
        (OriginOperation operation, IReadOnlyList<Sentence> signs) = OperationGuess.Of(culprit, run.Node);
        List<Sentence> evidence = [.. culprit.Evidence, .. signs];
        if (culprit.Call is { Module.Calls: > 1 } call)
            evidence.Add(Told.Say("call_of_many", call.Number, call.Module.Calls, call.Name));
        if (culprit.Direction == OriginDirection.Backward && culprit.Place.At is { } at && Bracket(run, modules, at) is { } bracket)
            evidence.Add(bracket);
        // A weight that was broken before the step is where it began; the module is where it showed.
        bool weights = pattern.Direction == OriginDirection.Weights;
        if (weights)
            evidence.InsertRange(0, pattern.Evidence);
        return new NonFiniteOrigin
        {
            Step = step.Step,
            // Nothing of the model was seen: the gradients bracket it better.
            Place = culprit.Place == default ? pattern.Place : culprit.Place,
            Tensor = weights && culprit.Fault != OriginFault.Weight ? pattern.Tensor : culprit.Tensor,
            Direction = weights ? OriginDirection.Weights : culprit.Direction,
            Fault = weights ? OriginFault.Weight : Fault(culprit, operation),
            Operation = weights ? OriginOperation.NaNInWeights : operation,
            Replayed = true,
            Evidence = [.. evidence, .. about],
        };
    }

    // A loss of finite outputs that is not finite because of what they are compared with: the targets.
    private static OriginFault Fault(Culprit culprit, OriginOperation operation) =>
        operation == OriginOperation.NaNInBatch ? OriginFault.Input : culprit.Fault;

    private static IEnumerable<Sentence> About(Replay run, StepContext step, IReadOnlyList<TracedModule> modules, Reproduced reproduced)
    {
        int calls = run.Forward.Count(moment => moment.Kind == MomentKind.Entered);
        yield return Told.Say("replay", calls, modules.Count(module => module.Calls > 0));
        if (run.Thrown is { } thrown)
            yield return Told.Say("replay_threw", thrown.GetType().Name, FirstLine(thrown.Message));
        else if (reproduced == Reproduced.No)
            yield return Told.Say("replay_finite", run.LossValue);
        else if (reproduced == Reproduced.Exactly && step.HasLoss)
            yield return Told.Say("replay_same", run.LossValue);
        else if (reproduced == Reproduced.Alike)
            yield return Told.Say("replay_differs", run.LossValue, step.Loss);
        List<string> unseen = [.. modules.Where(module => module.Calls == 0 && module.Parameters.Count > 0).Select(module => module.Name)];
        if (unseen.Count > 0)
            yield return Told.Say("unseen", string.Join(", ", unseen.Take(MostNamed)) + (unseen.Count > MostNamed ? ", …" : ""));
    }

    // Native layers and what is called by forward() have no hooks within: their parameters' gradients tell where in them.
    private static Sentence? Bracket(Replay run, IReadOnlyList<TracedModule> modules, string at)
    {
        TracedModule? module = modules.FirstOrDefault(other => other.Name == at);
        if (module is null)
            return null;
        List<string> within = [.. WeightCheck.Within(module, modules).Select(own => own.Name).Where(run.Gradients.ContainsKey)];
        string? first = within.LastOrDefault(name => !run.Gradients[name].IsFinite);
        return within.Count < 3 || first is null || within.All(name => !run.Gradients[name].IsFinite) ? null : Told.Say("unseen_brackets", at, first);
    }

    private static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? message[..end] : message;
}

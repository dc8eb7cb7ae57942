using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Finds, from the loss back, the first gradient that is not finite.</summary>
internal static class BackwardSearch
{
    /// <summary>The culprit of a re-run whose loss is finite; null when all gradients are.</summary>
    internal static Culprit? Of(Replay replay, IReadOnlyList<TracedModule> modules)
    {
        foreach (Moment moment in replay.Backward)
        {
            // The masks of attention have no gradient: here all that is not finite counts.
            if (moment.Readings.FirstOrDefault(reading => !reading.IsFinite) is { } bad)
                return moment.Kind == MomentKind.OutputGradient ? OfOutput(replay, moment.Call, bad) : OfInput(replay, moment.Call, bad);
        }
        return OfParameters(replay, modules);
    }

    // What reaches the module is broken already: the code between it and what follows.
    private static Culprit OfOutput(Replay replay, ModuleCall call, TensorReading bad)
    {
        string after = call.Source.Name;
        int left = IndexOf(replay.Forward, MomentKind.Left, call);
        Moment? next = left + 1 < replay.Forward.Count ? replay.Forward[left + 1] : null;
        OriginPlace place = next switch
        {
            null => new OriginPlace(null, after),
            { Kind: MomentKind.Entered } entered => new OriginPlace(call.Caller?.Name, after, entered.Call.Name),
            { } returned => new OriginPlace(returned.Call.Name, after),
        };
        return new Culprit
        {
            Place = place, Direction = OriginDirection.Backward, Tensor = "output", Call = null, Given = call.Outputs, Came = bad,
            Evidence =
            [
                Told.NotFinite("gradient_reaches", after, bad), .. Told.Range("output_finite", after, call.Outputs), Told.Say("loss_value", replay.LossValue),
            ],
        };
    }

    private static Culprit OfInput(Replay replay, ModuleCall call, TensorReading bad)
    {
        int entered = IndexOf(replay.Forward, MomentKind.Entered, call);
        // A first module within that handed back a finite gradient: the code before it broke it.
        string? before = entered + 1 < replay.Forward.Count && replay.Forward[entered + 1] is { Kind: MomentKind.Entered } inner
            && inner.Call.InputGradients.Count > 0 && inner.Call.InputGradients.All(gradient => gradient.IsFinite) ? inner.Call.Name : null;
        List<Sentence> evidence = [];
        if (call.OutputGradients.Count > 0)
            evidence.Add(Told.Say("gradient_in", call.Name, call.OutputGradients.Max(gradient => gradient.Statistics.Max)));
        evidence.Add(Told.NotFinite("gradient_out", call.Name, bad));
        evidence.AddRange(Told.Range("input_finite", call.Name, call.Inputs));
        return new Culprit
        {
            Place = new OriginPlace(call.Name, null, before), Direction = OriginDirection.Backward, Tensor = "input", Call = call, Given = call.Inputs, Came = bad,
            Evidence = evidence,
        };
    }

    // The way back was in order, a parameter's own gradient was not: its module.
    private static Culprit? OfParameters(Replay replay, IReadOnlyList<TracedModule> modules)
    {
        ModuleCall? LastCall(TracedModule module) =>
            replay.Forward.LastOrDefault(moment => moment.Kind == MomentKind.Left && moment.Call.Module == module).Call;

        List<(TracedModule Module, string Name, TensorReading Gradient)> bad =
        [
            .. modules.SelectMany(module => module.Parameters.Select(own => (module, own.Name, replay.Gradients.GetValueOrDefault(own.Name))))
                .Where(own => own.Item3 is { IsFinite: false }).Select(own => (own.module, own.Name, own.Item3!)),
        ];
        if (bad.Count == 0)
            return null;
        // From the output back: that of the module that was called last.
        (TracedModule owner, string name, TensorReading gradient) = bad
            .OrderByDescending(own => LastCall(own.Module) is { } call ? IndexOf(replay.Forward, MomentKind.Left, call) : -1).First();
        ModuleCall? seen = LastCall(owner);
        List<Sentence> evidence = [Told.NotFinite("gradient_of", name, gradient)];
        if (seen is { OutputGradients.Count: > 0 })
            evidence.Add(Told.Say("gradient_in", owner.Name, seen.OutputGradients.Max(reading => reading.Statistics.Max)));
        if (seen is not null)
            evidence.AddRange(Told.Range("input_finite", owner.Name, seen.Inputs));
        return new Culprit
        {
            Place = new OriginPlace(owner.Name), Direction = OriginDirection.Backward, Tensor = name, Call = seen, Given = seen?.Inputs ?? [], Came = gradient,
            Evidence = evidence,
        };
    }

    private static int IndexOf(IReadOnlyList<Moment> moments, MomentKind kind, ModuleCall call)
    {
        for (int i = 0; i < moments.Count; i++)
        {
            if (moments[i].Kind == kind && moments[i].Call == call)
                return i;
        }
        return moments.Count;
    }
}

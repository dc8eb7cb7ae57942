using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>Finds, in the order of time, the first value of a forward pass that is not finite and reaches the loss.</summary>
internal static class ForwardSearch
{
    /// <summary>The culprit of a re-run whose loss is not finite, or that threw; null when nothing was seen.</summary>
    internal static Culprit? Of(Replay replay, IReadOnlyList<TracedModule> modules)
    {
        if (First(replay.Forward) is not { } at)
            return replay.Loss is { IsFinite: false } loss ? OfLoss(replay, loss) : null;
        Moment moment = replay.Forward[at];
        Moment? previous = at > 0 ? replay.Forward[at - 1] : null;
        return moment.Kind == MomentKind.Entered ? OfInput(moment, previous) : OfOutput(moment, previous, modules);
    }

    // −∞ alone is how scores are masked: what follows takes it in and returns finite values, and then it is none.
    private static int? First(IReadOnlyList<Moment> moments)
    {
        int? first = null;
        for (int i = 0; i < moments.Count; i++)
        {
            if (moments[i].Bad is { } bad)
            {
                first ??= i;
                if (!bad.OnlyNegativeInfinity)
                    return first;
            }
            else if (moments[i].Kind == MomentKind.Left && moments[i].Call.Inputs.Any(input => input.OnlyNegativeInfinity))
            {
                first = null;
            }
        }
        return first;
    }

    private static Culprit OfInput(Moment moment, Moment? previous)
    {
        ModuleCall call = moment.Call;
        TensorReading bad = moment.Bad!;
        if (!bad.RequiresGrad)
        {
            return new Culprit
            {
                Place = new OriginPlace(null, null, call.Name), Direction = OriginDirection.Batch, Fault = OriginFault.Input, Tensor = "input", Came = bad,
                Evidence = [Told.NotFinite("next_input", call.Name, bad), Told.Say("batch_not_differentiable", call.Name, bad.Statistics.NonFinite)],
            };
        }
        // Between two modules, in the code of the module that calls them: hooks do not see it.
        bool after = previous is { Kind: MomentKind.Left };
        ModuleCall? source = after ? previous!.Value.Call.Source : previous?.Call;
        IReadOnlyList<TensorReading> given = source is null ? [] : after ? source.Outputs : source.Inputs;
        return new Culprit
        {
            Place = new OriginPlace(call.Caller?.Name, after ? source!.Name : null, call.Name), Direction = OriginDirection.Forward,
            Tensor = "input", Call = call.Caller, Given = given, Came = bad,
            Evidence = [.. source is null ? [] : Told.Range(after ? "output_finite" : "input_finite", source.Name, given), Told.NotFinite("next_input", call.Name, bad)],
        };
    }

    private static Culprit OfOutput(Moment moment, Moment? previous, IReadOnlyList<TracedModule> modules)
    {
        ModuleCall call = moment.Call;
        TensorReading bad = moment.Bad!;
        Sentence output = Told.NotFinite("output", call.Name, bad);
        if (WeightCheck.FirstBad(WeightCheck.Within(call.Module, modules)) is { } weight)
        {
            return new Culprit
            {
                Place = new OriginPlace(call.Name), Direction = OriginDirection.Forward, Fault = OriginFault.Weight, Tensor = weight.Name, Call = call,
                Given = call.Inputs, Came = weight.Reading,
                Evidence = [Told.NotFinite("weight", weight.Name, weight.Reading), .. Told.Range("input_finite", call.Name, call.Inputs), output],
            };
        }
        bool within = previous is { Kind: MomentKind.Left } && previous.Value.Call.Caller == call;
        ModuleCall source = within ? previous!.Value.Call.Source : call;
        IReadOnlyList<TensorReading> given = within ? source.Outputs : call.Inputs;
        List<Sentence> evidence = [.. Told.Range(within ? "output_finite" : "input_finite", source.Name, given), output];
        if (WeightCheck.Largest(call.Module) is { } largest)
            evidence.Add(Told.Say("weights_of_finite", largest));
        if (call.Inputs.Any(input => input.IsMask))
            evidence.Add(Told.Say("mask"));
        return new Culprit
        {
            Place = new OriginPlace(call.Name, within ? source.Name : null), Direction = OriginDirection.Forward, Tensor = "output", Call = call,
            Given = given, Came = bad, Evidence = evidence,
        };
    }

    private static Culprit OfLoss(Replay replay, TensorReading loss)
    {
        ModuleCall? last = replay.Forward.Count > 0 ? replay.Forward[^1].Call.Source : null;
        IReadOnlyList<TensorReading> given = last?.Outputs ?? [];
        return new Culprit
        {
            Place = new OriginPlace(null, last?.Name), Direction = OriginDirection.Loss, Tensor = "loss", Given = given, Came = loss,
            Evidence = [.. last is null ? [] : Told.Range("output_finite", last.Name, given), Told.Say("loss_value", replay.LossValue)],
        };
    }
}

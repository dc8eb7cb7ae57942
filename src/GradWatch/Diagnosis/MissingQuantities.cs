using GradWatch.Diagnosis.Causes;
using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Diagnosis;

/// <summary>What would have to be logged to tell the leading causes apart: for each two of them the quantity that tells most.</summary>
internal static class MissingQuantities
{
    private const int Most = 3;
    private const int Leading = 3;
    // A cause this likely needs no more evidence, and one this unlikely is not worth more logging.
    private const double Settled = 0.85;
    private const double Unlikely = 0.1;

    // Causes of one group predict the same of the quantity; all that no group names predict what is ordinary.
    private static readonly Deciding[] Known =
    [
        new("trace", Strength.Excluding, IsTraced, ["undefined_operation"], ["bad_batch"], ["half_precision_overflow"]),
        new("tensors", Strength.Decisive, run => run.Record.OfTensors(Quantity.GradNorm).Any(),
            ["recurrent_amplification"], ["depth_amplification", "bad_initialization"], ["depth_attenuation"], ["unnormalized_inputs"]),
        new("inputs", Strength.Decisive, run => run.Has(Quantity.InputMean) || run.Has(Quantity.InputStd), ["unnormalized_inputs"]),
        new("grad_norm", Strength.Decisive, run => run.Record.Find(Quantity.GradNorm) is not null,
            ["bad_batch"], ["heavy_tailed_gradients"], ["recurrent_amplification", "depth_amplification", "bad_initialization"]),
        new("update_ratio", Strength.Strong, run => run.Has(Quantity.UpdateRatio),
            ["learning_rate_too_high", "missing_warmup"], ["optimizer_state"]),
        new("loss_scale", Strength.Strong, run => run.Has(Quantity.LossScale), ["half_precision_overflow"]),
        new("learning_rate", Strength.Moderate, run => run.Has(Quantity.LearningRate), ["learning_rate_too_high"], ["missing_warmup"]),
        new("param_norm", Strength.Moderate, run => run.Has(Quantity.ParamNorm), ["weight_growth"], ["bad_initialization"]),
        new("activation_max", Strength.Moderate, run => run.Has(Quantity.ActivationMax), ["half_precision_overflow"], ["undefined_operation"]),
    ];

    /// <summary>Sentences "Log X to tell A from B: what it shows.", at most three; none where the first cause is settled.</summary>
    internal static IReadOnlyList<Sentence> Of(RunFacts facts, IReadOnlyList<Cause> causes)
    {
        List<Sentence> missing = [];
        if (causes.Count > 1 && causes[0].Weight < Settled)
            OfTies(missing, facts, [.. causes.Take(Leading).Where(cause => cause.Weight >= Unlikely)]);
        if (causes.Count > 0 && causes[0].Id == "recurrent_amplification" && facts.TimeSteps is null && missing.Count < Most)
            missing.Add(new Sentence("cause.missing.time_step"));
        return missing;
    }

    private static void OfTies(List<Sentence> missing, RunFacts facts, List<Cause> leading)
    {
        List<Deciding> open = [.. Known.Where(quantity => !quantity.IsKnown(facts)).OrderByDescending(quantity => quantity.Strength)];
        for (int second = 1; second < leading.Count; second++)
        {
            for (int first = 0; first < second; first++)
            {
                (string one, string other) = (leading[first].Id, leading[second].Id);
                if (missing.Count == Most || open.Find(quantity => quantity.Tells(one, other)) is not { } best)
                    continue;
                open.Remove(best);
                missing.Add(new Sentence("cause.missing." + best.Name, one, other));
            }
        }
    }

    // What was always finite has nothing to trace.
    private static bool IsTraced(RunFacts run) => run.Origin is not null || run.FirstNonFinite is null;

    private sealed record Deciding(string Name, double Strength, Func<RunFacts, bool> IsKnown, params string[][] Groups)
    {
        internal bool Tells(string one, string other) => GroupOf(one) != GroupOf(other);

        private int GroupOf(string cause) => Array.FindIndex(Groups, group => group.Contains(cause));
    }
}

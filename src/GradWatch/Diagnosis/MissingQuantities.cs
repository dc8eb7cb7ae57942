using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Diagnosis;

/// <summary>What would have to be logged to tell the leading causes apart.</summary>
internal static class MissingQuantities
{
    private const int Most = 3;
    // A cause this likely needs no more evidence.
    private const double Settled = 0.85;

    // Each quantity with the causes that it speaks for or against by itself, best first.
    private static readonly (string Name, Quantity Quantity, bool OfTensors, string[] Tells)[] Deciding =
    [
        ("update_ratio", Quantity.UpdateRatio, false, ["learning_rate_too_high", "missing_warmup", "optimizer_state"]),
        ("learning_rate", Quantity.LearningRate, false, ["learning_rate_too_high", "missing_warmup"]),
        ("grad_norm", Quantity.GradNorm, true,
            ["recurrent_amplification", "depth_amplification", "depth_attenuation", "bad_initialization", "unnormalized_inputs", "undefined_operation"]),
        ("input_mean, input_std", Quantity.InputStd, false, ["unnormalized_inputs", "bad_batch"]),
        ("param_norm", Quantity.ParamNorm, false, ["weight_growth", "learning_rate_too_high"]),
        ("loss_scale", Quantity.LossScale, false, ["half_precision_overflow"]),
        ("activation_max", Quantity.ActivationMax, true, ["undefined_operation", "half_precision_overflow"]),
        ("grad_norm", Quantity.GradNorm, false, ["bad_batch", "heavy_tailed_gradients", "recurrent_amplification"]),
    ];

    /// <summary>Sentences "Log X to tell A from B.", at most three; none where the first cause is settled.</summary>
    internal static IReadOnlyList<Sentence> Of(RunFacts facts, IReadOnlyList<Cause> causes)
    {
        if (causes.Count < 2 || causes[0].Weight >= Settled)
            return [];
        List<Sentence> missing = [];
        foreach ((string name, Quantity quantity, bool ofTensors, string[] tells) in Deciding)
        {
            if (missing.Count == Most || IsLogged(facts.Record, quantity, ofTensors))
                continue;
            // It must speak of one of the two leading causes and not alike of both.
            bool first = tells.Contains(causes[0].Id), second = tells.Contains(causes[1].Id);
            if (first || second)
                missing.Add(new Sentence(ofTensors ? "cause.missing.tensors" : "cause.missing", name, causes[0].Id, causes[1].Id));
        }
        return missing;
    }

    private static bool IsLogged(RunRecord record, Quantity quantity, bool ofTensors) => quantity == Quantity.InputStd
        ? record.Traces.Any(trace => trace.Series.Quantity is Quantity.InputMean or Quantity.InputStd)
        : ofTensors ? record.OfTensors(quantity).Any() : record.Find(quantity) is not null;
}

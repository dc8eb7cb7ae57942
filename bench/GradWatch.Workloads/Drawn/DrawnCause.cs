namespace GradWatch.Workloads.Drawn;

/// <summary>The cause that is right for what was built in; several where each is.</summary>
internal static class DrawnCause
{
    internal static string Of(Plan plan) => plan.Fault.Kind switch
    {
        FaultKind.HighRate when plan.RateCourse != RateCourse.WarmUpCosine && (plan.IsAdam || plan.Network == Network.Gpt)
            => "learning_rate_too_high|missing_warmup",
        FaultKind.HighRate or FaultKind.RateJump => "learning_rate_too_high",
        FaultKind.LargeWeights => "bad_initialization",
        FaultKind.SmallWeights => "depth_attenuation|bad_initialization",
        FaultKind.RecurrentGain => "recurrent_amplification",
        FaultKind.RawInputs when plan.IsHalf => "half_precision_overflow|unnormalized_inputs",
        FaultKind.RawInputs => "unnormalized_inputs",
        FaultKind.CorruptBatch or FaultKind.NotANumber => "bad_batch",
        FaultKind.HeavyTail => "heavy_tailed_gradients",
        FaultKind.Overflow => "half_precision_overflow",
        _ => "undefined_operation",
    };
}

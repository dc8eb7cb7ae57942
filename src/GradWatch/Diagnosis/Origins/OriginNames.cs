using GradWatch.Wording;

namespace GradWatch.Diagnosis.Origins;

/// <summary>The names of an origin's parts as they are written in data.</summary>
public static class OriginNames
{
    /// <summary>The direction in snake_case.</summary>
    public static string Name(this OriginDirection direction) => direction.ToString().ToLowerInvariant();

    /// <summary>The fault in snake_case.</summary>
    public static string Name(this OriginFault fault) => fault.ToString().ToLowerInvariant();

    /// <summary>The operation in snake_case.</summary>
    public static string Name(this OriginOperation operation) => operation switch
    {
        OriginOperation.LogOfZero => "log_of_zero",
        OriginOperation.ZeroOverZero => "zero_over_zero",
        OriginOperation.RootSlopeAtZero => "root_slope_at_zero",
        OriginOperation.ZeroNorm => "zero_norm",
        OriginOperation.NegativeArgument => "negative_argument",
        OriginOperation.MaskedRow => "masked_row",
        OriginOperation.ExpOverflow => "exp_overflow",
        OriginOperation.HalfOverflow => "half_precision_overflow",
        OriginOperation.Overflow => "overflow",
        OriginOperation.NaNInBatch => "nan_in_batch",
        OriginOperation.NaNInWeights => "nan_in_weights",
        _ => "unknown",
    };

    /// <summary>The operation in words: "log(0)".</summary>
    public static Sentence Sentence(this OriginOperation operation) => new("origin.operation." + operation.Name());
}

using GradWatch.Diagnosis.Facts;
using GradWatch.Diagnosis.Origins;

namespace GradWatch.Diagnosis.Causes;

/// <summary>What a traced origin says: it was seen, where the rest is inferred.</summary>
internal static class OriginEvidence
{
    /// <summary>Speaks for the cause that the origin shows and against the others that a value out of the blue may have.</summary>
    internal static Weighing OfOrigin(this Weighing weighing, RunFacts run, string cause)
    {
        if (run.Origin is not { } origin || Shown(origin, run) is not { } shown)
            return weighing;
        // An explosion that ends in an overflow may well have begun with a batch.
        if (shown.Length == 0 && cause == "bad_batch")
            return weighing;
        // A re-run watches the value come up; gradients alone leave other readings open.
        double strength = origin.Replayed ? Strength.Excluding : Strength.Strong;
        return shown == cause
            ? weighing.Support(strength, "traced", origin.Summary)
            : weighing.Oppose(strength, "traced_elsewhere", origin.Summary);
    }

    private static string? Shown(NonFiniteOrigin origin, RunFacts run) => origin.Operation switch
    {
        OriginOperation.NaNInBatch => "bad_batch",
        OriginOperation.HalfOverflow => "half_precision_overflow",
        // What is too large before any update was made so; later it is the end of an explosion, whose causes have signs of their own.
        OriginOperation.Overflow or OriginOperation.NaNInWeights => run.Onset.Rows == 0 ? "bad_initialization" : "",
        OriginOperation.Unknown => null,
        _ => "undefined_operation",
    };
}

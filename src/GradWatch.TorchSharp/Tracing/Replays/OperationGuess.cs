using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>What most likely made a value that is not finite: from libtorch's name of the operation and from the values that went in.</summary>
internal static class OperationGuess
{
    private const double HalfMax = 65504;

    // Values of half precision this large make products and sums past its end; below, another edge is likelier.
    private const double NearHalf = 256;

    /// <summary>The operation and what speaks for it.</summary>
    internal static (OriginOperation Operation, IReadOnlyList<Sentence> Evidence) Of(Culprit culprit, string? node)
    {
        switch (culprit)
        {
            case { Direction: OriginDirection.Batch }:
                return (OriginOperation.NaNInBatch, []);
            case { Fault: OriginFault.Weight }:
                return (OriginOperation.NaNInWeights, []);
        }
        // Of a forward pass that breaks among the modules, the first NaN on the way back is that of the loss: no sign of what broke.
        string? named = culprit.Direction == OriginDirection.Forward ? null : node;
        (OriginOperation operation, Sentence? sign) = OfValues(culprit, named);
        if (named is null)
            return (operation, sign is null ? [] : [sign]);
        Sentence told = Told.Say("node", named);
        return (operation, sign is null ? [told] : [told, sign]);
    }

    private static (OriginOperation Operation, Sentence? Sign) OfValues(Culprit culprit, string? node)
    {
        OriginOperation named = node is null ? OriginOperation.Unknown : OfNode(node);
        TensorReading? given = culprit.Given.OrderByDescending(reading => reading.Statistics.Max).FirstOrDefault(reading => reading.IsFinite);
        long zeroRows = culprit.Given.Sum(reading => reading.ZeroRows), constantRows = culprit.Given.Sum(reading => reading.ConstantRows);
        if (IsHalf(culprit, given) is { } half)
            return (OriginOperation.HalfOverflow, half);
        if (culprit.Given.Any(reading => reading.HasMaskedRow))
            return (OriginOperation.MaskedRow, Told.Say("masked"));
        bool rows = named is OriginOperation.ZeroOverZero or OriginOperation.RootSlopeAtZero;
        if (zeroRows > 0 && (rows || named is OriginOperation.Unknown or OriginOperation.ZeroNorm))
            return (OriginOperation.ZeroNorm, Told.Say("zero_rows", zeroRows));
        if (constantRows > 0 && rows)
            return (named, Told.Say("constant_rows", constantRows));
        if (named != OriginOperation.Unknown)
            return (named, given is null ? null : OfEdge(named, given));
        return given is null ? (OriginOperation.Unknown, null) : OfRange(culprit, given);
    }

    private static Sentence? IsHalf(Culprit culprit, TensorReading? given)
    {
        if (culprit.Came is not { IsHalf: true } && given is not { IsHalf: true })
            return null;
        double most = Math.Max(given?.Statistics.Max ?? 0, culprit.Came?.Statistics.Max ?? 0);
        if (culprit.Came is { Infinities: > 0 })
            return most > 0 ? Told.Say("half", most) : Told.Say("half_type");
        return most >= NearHalf ? Told.Say("half", most) : null;
    }

    // The values alone, where libtorch names nothing.
    private static (OriginOperation, Sentence?) OfRange(Culprit culprit, TensorReading given)
    {
        double end = End(given.Type), exp = Math.Log(end), most = given.Statistics.Max;
        bool back = culprit.Direction == OriginDirection.Backward;
        // A squared loss sums the squares of all.
        if (most > Math.Sqrt(end / Math.Max(1, given.Statistics.Count)))
            return (OriginOperation.Overflow, Told.Say("large", most, end));
        if (given.Edges > 0 && !back)
            return (OriginOperation.LogOfZero, Told.Say("edges", given.Edges));
        if (given.Greatest > exp && !back)
            return (OriginOperation.ExpOverflow, Told.Say("exp_limit", given.Greatest, exp));
        if (culprit.Direction is OriginDirection.Loss && most > Saturation(given.Type))
            return (OriginOperation.LogOfZero, Told.Say("saturated", most, Saturation(given.Type)));
        if (given.Statistics.Zeros > 0)
            return (back ? OriginOperation.RootSlopeAtZero : given.Least < 0 ? OriginOperation.ZeroOverZero : OriginOperation.LogOfZero,
                Told.Say("zeros", given.Statistics.Zeros, given.Statistics.Count));
        return given.Least < 0 && culprit is { Call.HasCalls: false, Direction: OriginDirection.Forward }
            ? (OriginOperation.NegativeArgument, Told.Say("negative", given.Least))
            : (OriginOperation.Unknown, null);
    }

    private static Sentence? OfEdge(OriginOperation named, TensorReading given) => named switch
    {
        OriginOperation.LogOfZero when given.Edges > 0 => Told.Say("edges", given.Edges),
        OriginOperation.LogOfZero when given.Statistics.Max > Saturation(given.Type) => Told.Say("saturated", given.Statistics.Max, Saturation(given.Type)),
        OriginOperation.ExpOverflow => Told.Say("exp_limit", given.Greatest, Math.Log(End(given.Type))),
        _ => given.Statistics.Zeros > 0 ? Told.Say("zeros", given.Statistics.Zeros, given.Statistics.Count) : null,
    };

    private static OriginOperation OfNode(string node) => node.Split("Backward")[0] switch
    {
        "Log" or "Log1P" or "Log2" or "Log10" or "Xlogy" or "BinaryCrossEntropy" => OriginOperation.LogOfZero,
        "Div" or "Reciprocal" => OriginOperation.ZeroOverZero,
        "Sqrt" or "Rsqrt" or "Pow" or "Std" or "Var" => OriginOperation.RootSlopeAtZero,
        "Norm" or "LinalgVectorNorm" or "Cdist" => OriginOperation.ZeroNorm,
        "Exp" or "Exp2" or "Expm1" => OriginOperation.ExpOverflow,
        "Softmax" or "LogSoftmax" => OriginOperation.MaskedRow,
        // Of finite outputs a squared or absolute error is finite: what it was compared with is not.
        "MseLoss" or "SmoothL1Loss" or "HuberLoss" => OriginOperation.NaNInBatch,
        _ => OriginOperation.Unknown,
    };

    // Where 1 − 1/(1 + e^−z) rounds to 0: half a unit in the last place of 1.
    private static double Saturation(ScalarType type) => type switch
    {
        ScalarType.Float64 => 36.7,
        ScalarType.Float16 => 7.6,
        ScalarType.BFloat16 => 5.5,
        _ => 16.6,
    };

    private static double End(ScalarType type) => type switch
    {
        ScalarType.Float64 => double.MaxValue,
        ScalarType.Float16 => HalfMax,
        ScalarType.BFloat16 => 3.39e38,
        _ => float.MaxValue,
    };
}

using GradWatch.Observations;

namespace GradWatch.DetectionBench.Recordings;

/// <summary>What the rules of other systems read of one step; null where the log has none.</summary>
internal sealed record Row(long Step)
{
    internal double? Loss { get; set; }

    internal double? Norm { get; set; }

    internal double? UpdateRatio { get; set; }

    internal double? LearningRate { get; set; }

    internal double? ParamNorm { get; set; }

    /// <summary>Elements or tensors of the gradient that are NaN or infinite.</summary>
    internal double? NonFinite { get; set; }

    /// <summary>Gradient norm of the first weight tensor, in the order of the network.</summary>
    internal double? FirstLayerNorm { get; set; }

    /// <summary>Gradient norm of the last weight tensor.</summary>
    internal double? LastLayerNorm { get; set; }

    /// <summary>The largest gradient norm of a tensor.</summary>
    internal double? LargestTensorNorm { get; set; }

    internal static IReadOnlyList<Row> Of(IEnumerable<Observation> observations)
    {
        List<Row> rows = [];
        foreach (Observation observation in observations)
            Add(rows, observation);
        return rows;
    }

    private static void Add(List<Row> rows, in Observation observation)
    {
        Series series = observation.Series;
        Row? last = rows.Count > 0 ? rows[^1] : null;
        bool isSecondLoss = series.Quantity == Quantity.Loss && last?.Loss is not null && series.Component is null;
        if (last is null || last.Step != observation.Step || isSecondLoss)
            rows.Add(last = new Row(observation.Step));
        if (series.IsOfRun)
            last.TakeOfRun(series.Quantity, observation.Value);
        else if (series.Quantity == Quantity.GradNorm)
            last.TakeOfTensor(series.Tensor!, observation.Value);
    }

    private void TakeOfRun(Quantity quantity, double value)
    {
        switch (quantity)
        {
            case Quantity.Loss:
                Loss ??= value;
                break;
            case Quantity.GradNorm:
                Norm ??= value;
                break;
            case Quantity.UpdateRatio:
                UpdateRatio ??= value;
                break;
            case Quantity.LearningRate:
                LearningRate ??= value;
                break;
            case Quantity.ParamNorm:
                ParamNorm ??= value;
                break;
            case Quantity.GradNonFinite:
                NonFinite ??= value;
                break;
        }
    }

    private void TakeOfTensor(string tensor, double norm)
    {
        LargestTensorNorm = LargestTensorNorm is { } largest && !(norm > largest) && !double.IsNaN(norm) ? largest : norm;
        if (!tensor.Contains("weight", StringComparison.Ordinal))
            return;
        FirstLayerNorm ??= norm;
        LastLayerNorm = norm;
    }
}

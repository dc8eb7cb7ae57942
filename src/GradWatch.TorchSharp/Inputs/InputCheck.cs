using GradWatch.Statistics;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>Looks at a batch of inputs, or at the statistics of a data set, for what makes training unstable.</summary>
public static class InputCheck
{
    /// <summary>Of one batch. Integers are taken for tokens or classes, which have no scale: nothing is said of them.</summary>
    public static InputCheckReport Of(Tensor batch, InputCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        options ??= new InputCheckOptions();
        if (!batch.is_floating_point() || batch.numel() == 0)
            return new InputCheckReport { Features = [], Findings = [] };
        Tensor table = batch.dim() == 1 ? batch.unsqueeze(1) : batch;
        var statistics = new FeatureStatistics((int)table.shape[FeatureLayout.Dimension(table, options.Dimension)]);
        FeatureLayout.Add(statistics, table, options.Dimension);
        return Of(statistics.Columns, options);
    }

    /// <summary>Of all the batches that a standardizer was fitted to.</summary>
    public static InputCheckReport Of(Standardizer standardizer, InputCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(standardizer);
        return Of(standardizer.Features, options ?? new InputCheckOptions());
    }

    private static InputCheckReport Of(IReadOnlyList<ColumnStatistics> columns, InputCheckOptions options)
    {
        string Name(int i) => options.Names is { } names && i < names.Count ? names[i] : InputSeries.Name(i);
        CheckedFeature[] features = [.. columns.Select((column, i) => FeatureJudge.Judge(Name(i), column, options))];
        return new InputCheckReport
        {
            Features = features,
            Findings = Checks.Findings.Ordered([.. features.SelectMany(feature => feature.Findings), .. TableJudge.Judge(features, options)]),
        };
    }
}

using System.Globalization;
using GradWatch.Wording;

namespace GradWatch.Reports;

/// <summary>How causes are called and weighed in text.</summary>
public static class CauseNames
{
    /// <summary>The ids that have a name in Reports.resx; a cause of somebody else's is called by its id.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "learning_rate_too_high", "missing_warmup", "bad_initialization", "unnormalized_inputs", "recurrent_amplification",
        "depth_amplification", "depth_attenuation", "bad_batch", "half_precision_overflow", "undefined_operation",
        "heavy_tailed_gradients", "optimizer_state", "weight_growth",
    ];

    /// <summary>The name of a cause.</summary>
    public static Sentence Of(string id) =>
        Known.Contains(id) ? new Sentence("report.cause." + id) : new Sentence("report.name", id.Replace('_', ' '));

    /// <summary>A weight: two decimals, no percent sign.</summary>
    public static string Weight(double weight) => weight.ToString("F2", CultureInfo.InvariantCulture);
}

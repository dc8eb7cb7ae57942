using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Rates;

/// <summary>What a range test found.</summary>
public sealed record LearningRateSearch
{
    // Rows of the printed table.
    private const int MostRows = 16;

    /// <summary>The steps in order: rate and smoothed loss are what is plotted, the rate on a logarithmic axis.</summary>
    public required IReadOnlyList<LearningRatePoint> Points { get; init; }

    /// <summary>The rate at which training stopped being stable; null when it was so up to the highest.</summary>
    public double? Limit { get; init; }

    /// <summary>What showed that, or that nothing did.</summary>
    public required Sentence LimitReason { get; init; }

    /// <summary>The rate to begin with, two significant digits; null when the first loss is not finite already.</summary>
    public double? Suggested { get; init; }

    /// <summary>Where the suggested rate is from.</summary>
    public required Sentence Reason { get; init; }

    /// <summary>Writes limit, suggestion and a table of some of the steps.</summary>
    public void Write(TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine(LimitReason.In(language));
        output.WriteLine(Reason.In(language));
        var table = new PlainTable(language, "rate", "mark", "loss", "smoothed", "update_ratio");
        int stride = Math.Max(1, (Points.Count + MostRows - 1) / MostRows);
        for (int i = 0; i < Points.Count; i += stride)
        {
            LearningRatePoint point = Points[i];
            table.Add(
                Figures.Format(point.Rate), Texts.Get(language, "prevention.rate." + Mark(i, stride)), Figures.Format(point.Loss),
                Figures.Format(point.Smoothed), Figures.Format(point.UpdateRatio));
        }
        table.Write(output);
    }

    /// <summary>Limit, suggestion and table in English.</summary>
    public override string ToString()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }

    private string Mark(int from, int stride)
    {
        // A rate that was rounded is still that of its row.
        const double Rounding = 0.999;
        double next = from + stride < Points.Count ? Points[from + stride].Rate : double.PositiveInfinity;
        bool Within(double? rate) => rate >= Points[from].Rate * Rounding && rate < next * Rounding;
        return Within(Limit) ? "limit" : Within(Suggested) ? "suggested" : Points[from].Rate > Limit ? "unstable" : "stable";
    }
}

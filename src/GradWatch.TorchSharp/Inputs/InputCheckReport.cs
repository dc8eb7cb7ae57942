using GradWatch.Detectors;
using GradWatch.Observations;
using GradWatch.Statistics;
using GradWatch.TorchSharp.Checks;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>The features of some data and what there is to say about them.</summary>
public sealed record InputCheckReport
{
    // A table of a thousand pixels is read by nobody.
    private const int MostFeatures = 20;

    /// <summary>Every feature in order; none for integers.</summary>
    public required IReadOnlyList<CheckedFeature> Features { get; init; }

    /// <summary>What there is to say, the worst first.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>The worst severity; null when there is nothing to say.</summary>
    public Severity? Worst => Checks.Findings.Worst(Findings);

    /// <summary><c>critical</c>, <c>warning</c> or <c>healthy</c>.</summary>
    public string Verdict => Checks.Findings.Verdict(Findings);

    /// <summary>All features as one.</summary>
    public ColumnStatistics Whole => Features.Aggregate(default(ColumnStatistics), (whole, feature) => whole + feature.Statistics);

    /// <summary><c>input_mean</c> and <c>input_std</c> of the whole input and of each feature that a warning is about.</summary>
    public IEnumerable<Observation> Observations(long step = 0) => InputSeries.Of(InputSeries.All, Whole, step).Concat(
        Features.Where(feature => feature.Findings.Count > 0).Take(MostFeatures)
            .SelectMany(feature => InputSeries.Of(feature.Name, feature.Statistics, step)));

    /// <summary>Writes the findings with what to do about them, and a line a feature, at most twenty: those farthest from 0 and 1.</summary>
    public void Write(TextWriter output, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(output);
        Checks.Findings.Write(Findings, output, language);
        if (Features.Count == 0)
            return;
        var table = new PlainTable(language, "feature", "range", "mean", "deviation", "not_finite");
        IEnumerable<CheckedFeature> shown = Features.OrderByDescending(feature => feature.Findings.Count).ThenByDescending(Distance);
        foreach (CheckedFeature feature in shown.Take(MostFeatures))
        {
            ColumnStatistics of = feature.Statistics;
            table.Add(
                feature.Name, $"{Figures.Format(of.Minimum)} … {Figures.Format(of.Maximum)}", Figures.Format(of.Mean),
                Figures.Format(of.StandardDeviation), Figures.Plain(of.NonFinite));
        }
        table.Write(output);
    }

    /// <summary>Findings and table in English.</summary>
    public override string ToString()
    {
        using var text = new StringWriter();
        Write(text);
        return text.ToString();
    }

    private static double Distance(CheckedFeature feature) =>
        Math.Max(Math.Abs(feature.Statistics.Mean), Math.Abs(Math.Log(Math.Max(feature.Statistics.StandardDeviation, 1e-9))));
}

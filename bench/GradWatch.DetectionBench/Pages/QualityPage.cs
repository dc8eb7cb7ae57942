using System.Text;
using GradWatch.DetectionBench.Measuring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>What the bench found, as a page: the claims first, then a section for each collection and kind of series.</summary>
internal static class QualityPage
{
    private const string Preface = """
        # Quality of detection

        Written by `dotnet run -c Release --project bench/GradWatch.DetectionBench -- FOLDER … --write docs/quality.md`, with the folders of
        recordings that are named below; not to be edited by hand.


        """;

    private const string Method = """
        ## How it is measured

        A sick run is caught in time when a warning or worse comes no later than the labelled step plus 5 % of the run (at least two
        steps). The rules of other systems are re-implemented from their descriptions, at their published defaults and with what they
        do on NaN; an alarm of theirs counts as both severities. Alarms at most 30 rows apart are one. A run that holds nothing that a
        rule reads is left out of its counts. Rules that need a second run, a wall clock, an accuracy, the inputs or several workers
        cannot be judged on what a log holds and are not here.

        Where the runs are from: those of TorchSharp were recorded for this project (some ship in `tests/Runs`); those from public
        repositories are other people's and do not ship; live ones are trained and labelled by
        `dotnet run -c Release --project bench/GradWatch.Workloads -- --record FOLDER` (`--random 200` for those drawn at random), and
        FOLDER is given to this bench beside the others. Generated series are made by the bench itself.


        """;

    private const string RulesPicture =
        "![Share of the sick runs caught in time and of the healthy ones called sick, for GradWatch and every other rule](images/detection.svg)\n";

    private const string ReliabilityPicture = """
        ## Whether the weights of causes are honest

        Of the causes given 0.8, four in five should be right: on the diagonal. Bars are 95 % ranges, larger discs are more causes.

        ![Weight given to a cause against how often it is right](images/reliability.svg)


        """;

    internal static string Of(BenchResults results)
    {
        var text = new StringBuilder(Preface);
        text.AppendLine(HeadlineSection.Of(results));
        if (results.Collections.Count > 0)
            text.AppendLine(RulesPicture);
        text.Append(Method);
        if (results.Collections.Any(quality => quality.Reliability.Bins.Count > 0))
            text.Append(ReliabilityPicture);
        text.Append(Details(results, names: false));
        return text.ToString();
    }

    /// <summary>Everything under the headline.</summary>
    /// <param name="results">What was measured.</param>
    /// <param name="names">Whether the generated series that failed are written out: the recorded ones always are.</param>
    internal static string Details(BenchResults results, bool names)
    {
        var text = new StringBuilder();
        foreach (CollectionQuality quality in results.Collections)
        {
            text.AppendLine(CollectionSection.Of(quality));
            if (results.Variants.TryGetValue(quality.Name, out IReadOnlyList<VariantScores>? variants))
                text.AppendLine(VariantSection.Of(quality.Name, variants));
        }
        if (results.Long.Count > 0)
            text.AppendLine(LongSection.Of(results.Long));
        if (results.Synthetic is { } synthetic)
            text.AppendLine(SyntheticSection.Of(synthetic, names));
        if (results.CrossValidation is { } validation)
            text.AppendLine(CrossValidationSection.Of(validation));
        return text.ToString();
    }
}

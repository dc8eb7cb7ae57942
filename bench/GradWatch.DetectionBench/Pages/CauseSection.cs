using System.Text;
using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Pages;

/// <summary>Whether the cause named is the labelled one, and whether the weights mean what they say.</summary>
internal static class CauseSection
{
    internal static string Of(CollectionQuality quality)
    {
        if (quality.Causes.Told == 0)
            return "";
        var text = new StringBuilder($"### {CollectionSection.Title(quality.Name)}: causes\n\n");
        text.AppendLine(Markdown.Table(
            ["logged", "runs with a labelled cause", "cause named", "first right", "among the first two", "calibration error"],
            [
                Line("everything", quality.Causes, quality.Reliability),
                Line("loss and norm alone", quality.CausesOfLossAndNorm, quality.ReliabilityOfLossAndNorm),
            ]));
        text.AppendLine(Markdown.Table(
            ["weight given", "causes", "mean weight", "share right", "95 % range"], quality.Reliability.Bins.Select(BinLine)));
        if (quality.Causes.Wrong.Count > 0)
            text.AppendLine($"First cause not the labelled one:\n\n```\n{string.Join('\n', quality.Causes.Wrong)}\n```\n");
        if (quality.Forecast is { Growths: > 0 } forecast)
            text.AppendLine($"Forecast of the overflow at the alarm of a growth: {forecast.Growths} runs; steps foretold over steps it took "
                + $"{Markdown.Of(forecast.Ahead)}; the interval holds it {Markdown.Share(forecast.Held, forecast.Growths)}.\n");
        return text.ToString();
    }

    private static string[] Line(string logged, CauseScore causes, Reliability calibration) =>
    [
        logged, $"{causes.Told}", Markdown.Share(causes.Named, causes.Told), Markdown.Share(causes.First, causes.Told),
        Markdown.Share(causes.FirstTwo, causes.Told), $"{calibration.Error:0.000}",
    ];

    private static string[] BinLine(ReliabilityBin bin) =>
    [
        $"{bin.From:0.0} … {bin.To:0.0}", $"{bin.Causes}", $"{bin.MeanWeight:0.00}", $"{bin.ShareRight:0.00}",
        $"{bin.Low:0.00} … {bin.High:0.00}",
    ];
}

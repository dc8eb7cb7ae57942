using System.Text;
using GradWatch.DetectionBench.Pages;
using GradWatch.DetectionBench.Scoring;
using GradWatch.Diagnosis;
using GradWatch.Wording;

namespace GradWatch.DetectionBench.Calibrating;

/// <summary>How often the causes are right and whether their weights say so, for each way a run may be logged.</summary>
internal static class CalibrationTable
{
    internal static string Of(string title, IReadOnlyList<(CalibrationCase Case, Certainty Certainty)> judged)
    {
        var text = new StringBuilder($"### {title}\n\n");
        text.AppendLine(Markdown.Table(
            ["logged", "runs", "first right", "among the first two", "mean −ln weight of the right", "calibration error"],
            judged.GroupBy(one => one.Case.Variant).Select(variant => Line(variant.Key, [.. variant]))));
        return text.ToString();
    }

    /// <summary>The weights given against the share that was right.</summary>
    internal static string Bins(IEnumerable<(CalibrationCase Case, Certainty Certainty)> judged) => Markdown.Table(
        ["weight given", "causes", "mean weight", "share right"],
        Error(judged).Bins.Select(bin => (string[])[$"{bin.From:F1} … {bin.To:F1}", $"{bin.Causes}", $"{bin.MeanWeight:F2}", $"{bin.ShareRight:F2}"]));

    /// <summary>What was said of the runs whose first cause is not the right one, with its reasons.</summary>
    internal static string Wrong(IEnumerable<CalibrationCase> cases)
    {
        var text = new StringBuilder();
        foreach (CalibrationCase one in cases)
        {
            List<Cause> named = one.Named(Certainty.Fitted);
            if (one.Right.Contains(named[0].Id))
                continue;
            text.AppendLine($"{one.Run}, {one.Variant}: {string.Join('|', one.Right)}");
            foreach (Cause cause in named.Take(3).Concat(one.Unnamed(Certainty.Fitted)))
                text.AppendLine($"    {cause.Weight:F2} {cause.Id}{Reasons(cause.Evidence, '+')}{Reasons(cause.Against, '-')}");
        }
        return text.ToString();
    }

    private static string Reasons(IReadOnlyList<Sentence> sentences, char sign) => string.Concat(sentences.Select(sentence => $"\n         {sign} {sentence}"));

    private static string[] Line(string variant, IReadOnlyList<(CalibrationCase Case, Certainty Certainty)> judged)
    {
        List<int> ranks = [.. judged.Select(one => one.Case.Named(one.Certainty).FindIndex(cause => one.Case.Right.Contains(cause.Id)))];
        return
        [
            variant, $"{judged.Count}", Markdown.Share(ranks.Count(rank => rank == 0), ranks.Count), Markdown.Share(ranks.Count(rank => rank is 0 or 1), ranks.Count),
            $"{judged.Average(one => -Math.Log(one.Case.ShareOfRight(one.Certainty))):F3}", $"{Error(judged).Error:F3}",
        ];
    }

    private static Reliability Error(IEnumerable<(CalibrationCase Case, Certainty Certainty)> judged) => Reliability.Of(judged.SelectMany(
        one => one.Case.Named(one.Certainty), (one, cause) => (cause.Weight, one.Case.Right.Contains(cause.Id))));
}

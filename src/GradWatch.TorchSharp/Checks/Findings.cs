using GradWatch.Detectors;
using GradWatch.Wording;

namespace GradWatch.TorchSharp.Checks;

/// <summary>Findings of a check as they are summed up and written.</summary>
internal static class Findings
{
    // One line of advice answers all the tensors that need the same.
    private const int MostAlike = 3;

    /// <summary>The worst severity; null when nothing was found.</summary>
    internal static Severity? Worst(IEnumerable<CheckFinding> findings) =>
        findings.Select(finding => (Severity?)finding.Severity).DefaultIfEmpty(null).Max();

    /// <summary>The verdict's word in data: <c>critical</c>, <c>warning</c> or <c>healthy</c> (none, or informing ones).</summary>
    internal static string Verdict(IEnumerable<CheckFinding> findings) => Worst(findings) switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "healthy",
    };

    internal static IReadOnlyList<CheckFinding> Ordered(IEnumerable<CheckFinding> findings) =>
        [.. findings.OrderByDescending(finding => finding.Severity)];

    /// <summary>Writes a line a finding, at most three of the same rule and severity, and each advice once.</summary>
    internal static void Write(IReadOnlyList<CheckFinding> findings, TextWriter output, Language language)
    {
        if (findings.Count == 0)
            output.WriteLine(Texts.Get(language, "prevention.nothing"));
        foreach (IGrouping<(Severity Severity, string Rule), CheckFinding> alike in findings.GroupBy(finding => (finding.Severity, finding.Rule)))
        {
            string word = Texts.Get(language, $"prevention.severity.{alike.Key.Severity.ToString().ToLowerInvariant()}");
            foreach (CheckFinding finding in alike.Take(MostAlike))
                output.WriteLine($"{word}: {finding.Sentence.In(language)}");
            if (alike.Count() > MostAlike)
                output.WriteLine($"{word}: {Texts.Format(language, "prevention.more", [alike.Count() - MostAlike, alike.Key.Rule])}");
            foreach (string advice in alike.Take(MostAlike).Select(finding => finding.Advice?.In(language)).OfType<string>().Distinct())
                output.WriteLine($"  {Texts.Get(language, "prevention.do")}: {advice}");
        }
    }
}

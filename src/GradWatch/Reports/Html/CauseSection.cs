using GradWatch.Diagnosis;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>Why: the causes by weight with what speaks for and against each, then what would have to be logged.</summary>
internal static class CauseSection
{
    private const int OpenAtFirst = 2;

    /// <summary>Writes the causes.</summary>
    public static void Write(Markup page, RunDiagnosis diagnosis, string id)
    {
        page.Raw($"<section id=\"{id}-why\"><h3>").Say("section.why");
        if (diagnosis.Causes.Count > 0)
            page.Raw("<span>").Say("why.weight").Raw("</span>");
        page.Raw("</h3>");
        if (diagnosis.Causes.Count == 0)
            page.Raw("<p class=\"none\">").Say("why.none").Raw("</p>");
        for (int i = 0; i < diagnosis.Causes.Count; i++)
            One(page, diagnosis.Causes[i], i < OpenAtFirst);
        foreach (Sentence missing in diagnosis.Missing)
            page.Raw("<p class=\"missing\"><b>").Say("why.missing").Raw("</b> ").Say(missing).Raw("</p>");
        page.Raw("</section>");
    }

    private static void One(Markup page, Cause cause, bool open)
    {
        page.Raw(open ? "<details class=\"cause\" open>" : "<details class=\"cause\">");
        page.Raw("<summary><span class=\"name\">").Say(Answers.NameOf(cause)).Raw("</span><b>").Text(CauseNames.Weight(cause.Weight));
        page.Raw("</b><svg class=\"bar\" width=\"100%\" height=\"6\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"6\"/>");
        page.Raw($"<rect class=\"weight\" width=\"{Math.Clamp(cause.Weight, 0, 1) * 100}%\" height=\"6\"/></svg></summary>");
        page.Raw($"<p><code class=\"dim\">{cause.Id}</code></p><ul class=\"signs\">");
        Signs(page, cause.Evidence, "+", "why.for");
        Signs(page, cause.Against, "−", "why.against");
        page.Raw("</ul></details>");
    }

    private static void Signs(Markup page, IReadOnlyList<Sentence> sentences, string sign, string key)
    {
        foreach (Sentence sentence in sentences)
            page.Raw($"<li><span>{sign} ").Say(key).Raw("</span><span>").Say(sentence).Raw("</span></li>");
    }
}

using GradWatch.Guard;

namespace GradWatch.Reports.Html;

/// <summary>What the guard did: the actions of a live run, each with its numbers.</summary>
internal static class GuardSection
{
    private const int MostShown = 20;

    /// <summary>Writes the actions; nothing for a run without a guard that acted.</summary>
    public static void Write(Markup page, Report report, string id)
    {
        if (report.Actions.Count == 0)
            return;
        page.Raw($"<section id=\"{id}-guard\"><h3>").Say("section.guard").Raw("</h3><ul class=\"notes\">");
        foreach (GuardAction action in GuardActions.Told(report, MostShown))
            page.Raw($"<li><code>{action.Kind.Name()}</code> ").Say(action.Sentence).Raw("</li>");
        page.Raw("</ul>");
        if (report.Actions.Count > MostShown)
            page.Raw("<p class=\"dim\">").Say("guard.more", report.Actions.Count - MostShown).Raw("</p>");
        page.Raw("</section>");
    }
}

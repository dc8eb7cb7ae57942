using GradWatch.Reports.Plots;

namespace GradWatch.Reports.Html;

/// <summary>One run of a page, in the order of the guide: verdict, answers, plots, what, where, why, what to do, guard, how it was read.</summary>
internal static class RunArticle
{
    /// <summary>Writes the run.</summary>
    public static void Write(Markup page, Report report, string id, int mostColumns)
    {
        List<Lane> lanes = Lane.Of(report);
        page.Raw($"<article id=\"{id}\" class=\"run {report.Verdict}-run\">");
        VerdictSection.Write(page, report, id);
        page.Raw("<div class=\"grid\">");
        StackSection.Write(page, report, lanes, mostColumns);
        page.Raw("<div class=\"side\">");
        EpisodeSection.Write(page, report, lanes, id);
        if (Headline.Main(report) is { } main)
        {
            WhereSection.Write(page, report, main, id);
            CauseSection.Write(page, report.Diagnosis, id);
        }
        page.Raw("</div><div class=\"act\">");
        if (Headline.Main(report) is not null)
            RemedySection.Write(page, report.Remedies, id);
        GuardSection.Write(page, report, id);
        ReadingSection.Write(page, report);
        page.Raw("</div></div></article>");
    }
}

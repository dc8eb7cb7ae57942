using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>What happened: each episode with its sentence.</summary>
internal static class EpisodeSection
{
    private const int MostShown = 12;

    /// <summary>Writes the episodes; of many, the first ones, the rest folded.</summary>
    public static void Write(Markup page, Report report, List<Lane> lanes, string id)
    {
        page.Raw($"<section id=\"{id}-what\"><h3>").Say("section.what").Raw("<span>");
        page.Say("episodes.count", report.Episodes.Count).Raw("</span></h3>");
        if (report.Episodes.Count == 0)
            page.Raw("<p class=\"none\">").Say("episodes.none").Raw("</p>");
        List<Episode> ordered = [.. report.Episodes.OrderByDescending(e => e.Severity).ThenBy(e => e.AlarmStep)];
        if (ordered.Count > 0)
            List(page, ordered.Take(MostShown), lanes);
        if (ordered.Count > MostShown)
        {
            page.Raw("<details class=\"more\"><summary>").Say("episodes.more", ordered.Count - MostShown).Raw("</summary>");
            List(page, ordered.Skip(MostShown), lanes);
            page.Raw("</details>");
        }
        page.Raw("</section>");
    }

    private static void List(Markup page, IEnumerable<Episode> episodes, List<Lane> lanes)
    {
        page.Raw("<ul class=\"episodes\">");
        foreach (Episode episode in episodes)
            Item(page, episode, lanes.Find(lane => lane.Detector == episode.Detector)!.Letter);
        page.Raw("</ul>");
    }

    private static void Item(Markup page, Episode episode, string letter)
    {
        string name = episode.Severity.Name();
        page.Raw("<li>");
        LanesSvg.Tag(page, letter, episode.Severity);
        page.Raw("<div><p class=\"eh\"><span class=\"id\">");
        Icon.Write(page, name);
        page.Raw($" <b class=\"{name}\">").Say(Headline.Word(episode.Severity)).Raw($"</b> <code>{episode.Detector}</code>");
        if ((episode.Series.Tensor ?? episode.Series.Component) is { } part)
            page.Raw(" <code class=\"dim\">").Text(part).Raw("</code>");
        page.Raw("</span><span class=\"when\">");
        When(page, episode);
        page.Raw("</span></p><p>").Say(Headline.Telling(episode).Sentence).Raw("</p>");
        Aside(page, episode);
        page.Raw("</div></li>");
    }

    private static void Aside(Markup page, Episode episode)
    {
        bool late = episode.AlarmStep != episode.FirstStep;
        bool worse = episode.Findings > 1 && episode.Worst.Step != Headline.Telling(episode).Step;
        if (!late && !worse)
            return;
        page.Raw("<p class=\"dim\">");
        if (late)
            page.Say("episodes.alarm", episode.AlarmStep).Raw(" ");
        if (worse)
            page.Say("episodes.worst", episode.Findings, episode.Worst.Sentence);
        page.Raw("</p>");
    }

    private static void When(Markup page, Episode episode)
    {
        string key = (episode.FirstStep == episode.LastStep, episode.Closed) switch
        {
            (true, true) => "episodes.step",
            (true, false) => "episodes.step_open",
            (false, true) => "episodes.steps",
            _ => "episodes.steps_open",
        };
        page.Say(key, episode.FirstStep, episode.LastStep);
    }
}

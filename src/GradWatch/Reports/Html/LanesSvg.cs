using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Reports.Plots;

namespace GradWatch.Reports.Html;

/// <summary>Draws the lanes of episodes: solid critical, hatched warning, outlined note; an arrow where it goes on, ▼ at the alarm.</summary>
internal static class LanesSvg
{
    private const int Middle = 10;

    /// <summary>Writes one row a detector.</summary>
    public static void Write(Markup page, List<Lane> lanes, StepAxis steps)
    {
        foreach (Lane lane in lanes)
        {
            page.Raw("<div class=\"lane\"><div class=\"gut\">");
            Tag(page, lane.Letter, lane.Worst);
            page.Raw($"<code>{lane.Detector}</code></div>");
            page.Raw("<svg class=\"plot\" width=\"100%\" height=\"20\" aria-hidden=\"true\"><line class=\"grid\" x2=\"100%\" y1=\"10\" y2=\"10\"/>");
            page.Raw("<svg class=\"bars\" width=\"100%\" height=\"20\">");
            foreach (Episode episode in lane.Episodes.OrderBy(e => e.Severity))
                Bar(page, episode, steps);
            page.Raw("</svg>");
            foreach (Episode episode in lane.Episodes)
                Alarm(page, episode, steps);
            page.Raw("<line class=\"cur\" x1=\"-9\" x2=\"-9\" y1=\"0\" y2=\"20\"/><text class=\"away\" y=\"14\"></text></svg></div>");
        }
    }

    /// <summary>The letter of a lane in the colour of a severity.</summary>
    public static void Tag(Markup page, string letter, Severity severity) =>
        page.Raw($"<span class=\"let {severity.Name()}\">{letter}</span>");

    private static void Bar(Markup page, Episode episode, StepAxis steps)
    {
        double from = steps.CellStart(episode.FirstStep);
        double to = episode.Closed ? steps.CellEnd(episode.LastStep) : StepAxis.Width;
        string name = episode.Severity.Name();
        page.Raw($"<rect class=\"bar-{name}\" y=\"{Middle - 4}\" height=\"8\" data-a=\"{Math.Round(from)}\" data-b=\"{Math.Round(to)}\" ");
        page.Raw($"data-f=\"{episode.FirstStep}\" data-l=\"{episode.LastStep}\" ");
        page.Raw($"x=\"{StripSvg.Percent(from)}%\" width=\"{Math.Max(0.3, StripSvg.Percent(to - from))}%\"/>");
    }

    private static void Alarm(Markup page, Episode episode, StepAxis steps)
    {
        double at = steps.At(episode.AlarmStep);
        page.Raw($"<use href=\"#m-alarm\" data-x=\"{Math.Round(at)}\" x=\"{StripSvg.Percent(at)}%\" y=\"{Middle - 2}\"/>");
        if (!episode.Closed)
            page.Raw($"<use href=\"#m-open-{episode.Severity.Name()}\" data-x=\"{StepAxis.Width}\" x=\"100%\" y=\"{Middle}\"/>");
    }
}

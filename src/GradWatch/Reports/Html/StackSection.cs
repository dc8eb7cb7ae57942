using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>The panel of plots: episode lanes, strips and heat map over one axis of steps.</summary>
internal static class StackSection
{
    /// <summary>Writes the panel; one sentence when nothing of the whole run can be drawn.</summary>
    public static void Write(Markup page, Report report, List<Lane> lanes, int mostColumns)
    {
        var steps = new StepAxis(report.Record);
        List<Strip> strips = StripStack.Of(report, steps, mostColumns);
        var map = new HeatMap(report.Record, steps);
        if (strips.Count == 0 && map.Rows.Count == 0)
        {
            page.Raw("<section class=\"panel plots\"><p class=\"empty\">").Say("plots.none").Raw("</p></section>");
            return;
        }
        Episode? main = Headline.Main(report);
        page.Raw("<section class=\"panel plots\"><div class=\"read\"><b class=\"at\">").Say("plots.at", main?.AlarmStep ?? report.Record.LastStep);
        page.Raw("</b><span class=\"hint js\">").Say("plots.hint").Raw("</span><button type=\"button\" class=\"btn all js\" hidden>");
        page.Say("plots.all").Raw("</button></div><div class=\"stack\" tabindex=\"0\" role=\"application\" aria-roledescription=\"plot\" ");
        page.Raw($"data-aria-en=\"{Texts.Get(Language.English, "report.plots.label")}\" ");
        page.Raw($"data-aria-ru=\"{Texts.Get(Language.Russian, "report.plots.label")}\" aria-label=\"{Texts.Get(Language.English, "report.plots.label")}\">");
        LanesSvg.Write(page, lanes, steps);
        GuardLanesSvg.Write(page, report, steps);
        foreach (Strip strip in strips)
            Row(page, report, strip, lanes, main);
        Axis(page, steps);
        HeatMapSvg.Write(page, map, main is null ? null : Headline.Tensor(report, main));
        page.Raw("</div><script type=\"application/json\" class=\"rundata\">").Raw(PlotData.Of(report, steps, strips, map)).Raw("</script></section>");
    }

    private static void Row(Markup page, Report report, Strip strip, List<Lane> lanes, Episode? main)
    {
        page.Raw("<div class=\"strip\"><div class=\"gut\"><div class=\"ti\">");
        if (strip.Style.TitleKey is { } title)
            page.Say(title);
        else
            page.Text(strip.Series.Name);
        page.Raw("</div><div class=\"sub\"><code>").Text(strip.Series.Name).Raw("</code>");
        if (strip.Values.Scale != ValueScale.Linear)
            page.Raw(", ").Say(strip.Values.Scale == ValueScale.Log ? "plots.log" : "plots.signed_log");
        page.Raw("</div><output class=\"val\">").Text(PlotData.Shown(strip, main?.AlarmStep ?? report.Record.LastStep)).Raw("</output>");
        if (strip.Style.Band)
            page.Raw("<div class=\"key\"><i class=\"k-band\"></i>").Say("strip.usual").Raw("</div>");
        if (strip.Style.LimitKey is { } limit)
            page.Raw("<div class=\"key\"><i class=\"k-limit\"></i>").Say(limit).Raw("</div>");
        page.Raw("</div>");
        IEnumerable<Episode> episodes = StripStack.Episodes(report, strip.Series);
        StripSvg.Write(page, strip, [.. episodes.Select(e => (lanes.Find(lane => lane.Detector == e.Detector)!.Letter, e))]);
        page.Raw("</div>");
    }

    private static void Axis(Markup page, StepAxis steps)
    {
        page.Raw("<div class=\"strip axis\"><div class=\"gut sub\">").Say("plots.step");
        page.Raw("</div><svg class=\"plot\" width=\"100%\" height=\"18\" aria-hidden=\"true\"><g class=\"ticks\">");
        int i = 0;
        foreach (long step in steps.Ticks())
            page.Raw($"<text class=\"step{(i++ % 2 == 0 ? "" : " odd")}{(steps.At(step) > StepAxis.Width * 0.96 ? " end" : "")}\" x=\"{StripSvg.Percent(steps.At(step))}%\" y=\"13\">{step}</text>");
        page.Raw("</g></svg></div>");
    }
}

using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>Where: the tensors by their norm where the episode was seen, with bars on a log axis; largest first, of a vanishing gradient smallest first.</summary>
internal static class WhereSection
{
    private const int MostShown = 12;
    private const int MostOnALine = 26;
    private const double LeastDecade = -6;

    /// <summary>Writes the table; a sentence when norms of tensors are not known.</summary>
    public static void Write(Markup page, Report report, Episode main, string id)
    {
        page.Raw($"<section id=\"{id}-where\"><h3>").Say("section.where").Raw("</h3>");
        Traced(page, report, main);
        List<Location> all = [.. Location.AllAt(report.Record, Localization.StepOf(main)).OrderByDescending(Rank)];
        if (main.Detector == "vanishing_gradient")
            all.Reverse();
        string? tensor = Headline.Tensor(report, main);
        if (all.Count == 0)
        {
            if (tensor is not null)
                page.Raw("<p><code>").Text(tensor).Raw("</code></p>");
            page.Raw("<p class=\"none\">").Say("where.unknown").Raw("</p></section>");
            return;
        }
        double top = Math.Max(2, all.Where(at => double.IsFinite(at.Norm) && at.Norm > 0).Select(at => Math.Log10(at.Norm)).DefaultIfEmpty(2).Max());
        Table(page, all[..Math.Min(MostShown, all.Count)], tensor, top);
        if (all.Count > MostShown)
        {
            page.Raw("<details class=\"more\"><summary>").Say("where.more", all.Count - MostShown).Raw("</summary>");
            Table(page, all[MostShown..], tensor, top);
            page.Raw("</details>");
        }
        page.Raw("<p class=\"dim\">").Say("where.bars").Raw("</p></section>");
    }

    private static void Traced(Markup page, Report report, Episode main)
    {
        if (Headline.Origin(report, main) is not { } origin)
            return;
        page.Raw("<p>").Say(origin.Summary).Raw(" <span class=\"dim\">").Say(origin.Replayed ? "where.traced" : "where.pattern").Raw("</span></p><ul>");
        foreach (Sentence evidence in origin.Evidence)
            page.Raw("<li>").Say(evidence).Raw("</li>");
        page.Raw("</ul>");
    }

    private static double Rank(Location at) => double.IsFinite(at.Norm) ? at.Norm : double.PositiveInfinity;

    private static void Table(Markup page, List<Location> rows, string? leading, double top)
    {
        page.Raw(rows.Exists(at => at.Tensor.Length > MostOnALine) ? "<table class=\"tensors long\">" : "<table class=\"tensors\">");
        page.Raw("<thead><tr><th>").Say("where.tensor").Raw("</th><th class=\"n\">");
        page.Say(rows[0].IsExact ? "where.norm" : "where.largest", rows[0].FirstStep, rows[0].LastStep);
        page.Raw("</th><th></th></tr></thead><tbody>");
        foreach (Location at in rows)
        {
            page.Raw(at.Tensor == leading ? "<tr class=\"lead\"><td><code>" : "<tr><td><code>").Text(at.Tensor);
            page.Raw("</code></td><td class=\"n\">").Text(Figures.Format(at.Norm)).Raw("</td><td class=\"b\">");
            Bar(page, at.Norm, top);
            page.Raw("</td></tr>");
        }
        page.Raw("</tbody></table>");
    }

    private static void Bar(Markup page, double norm, double top)
    {
        double part = norm > 0 && double.IsFinite(norm) ? Math.Clamp((Math.Log10(norm) - LeastDecade) / (top - LeastDecade), 0.005, 1) : 0;
        double usual = (Math.Log10(StripStyle.UsualHigh) - LeastDecade) / (top - LeastDecade);
        string fill = norm > StripStyle.UsualHigh ? "over" : "under";
        page.Raw("<svg class=\"bar\" width=\"100%\" height=\"12\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"12\"/>");
        if (!double.IsFinite(norm))
            page.Raw($"<rect width=\"100%\" height=\"12\" fill=\"url(#p-{(double.IsNaN(norm) ? "nan" : "inf")})\"/>");
        page.Raw($"<rect class=\"{fill}\" width=\"{part * 100}%\" height=\"12\"/><line class=\"mark\" x1=\"{usual * 100}%\" x2=\"{usual * 100}%\" y2=\"12\"/></svg>");
    }
}

using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>Several runs at a glance: one row a run, in the order of the paths.</summary>
internal static class SummaryTable
{
    /// <summary>Writes the table with a count of verdicts.</summary>
    public static void Write(Markup page, IReadOnlyList<Report> reports)
    {
        int critical = reports.Count(r => r.Verdict == "critical");
        int warning = reports.Count(r => r.Verdict == "warning");
        page.Raw("<section class=\"panel summary\"><h2>").Say("summary.title", reports.Count, critical, warning, reports.Count - critical - warning);
        page.Raw("</h2><div class=\"wide\" tabindex=\"0\"><table><thead><tr>");
        foreach ((string key, string side) in new[]
        {
            ("summary.verdict", ""), ("summary.run", ""), ("summary.steps", "n"), ("summary.worst", ""), ("summary.since", "n"),
            ("summary.max_norm", "n"), ("summary.norm", ""),
        })
            page.Raw($"<th class=\"{side}\">").Say(key).Raw("</th>");
        page.Raw("</tr></thead><tbody>");
        for (int i = 0; i < reports.Count; i++)
            Row(page, reports[i], i);
        page.Raw("</tbody></table></div></section>");
    }

    /// <summary>The anchor of a run's article.</summary>
    public static string Anchor(int index) => "run" + Figures.Plain(index + 1);

    private static void Row(Markup page, Report report, int index)
    {
        Episode? main = Headline.Main(report);
        page.Raw("<tr><td class=\"sv\">");
        Icon.Write(page, report.Verdict);
        page.Raw($" <b class=\"{report.Verdict}\">").Say(Headline.Word(report)).Raw($"</b></td><td><a href=\"#{Anchor(index)}\"><code>");
        page.Text(Path.GetFileName(report.Run.Source.TrimEnd('/', '\\')) is { Length: > 0 } name ? name : report.Run.Source);
        if (report.Run.Name is { } part)
            page.Raw(" · ").Text(part);
        page.Raw($"</code></a></td><td class=\"n\">{report.Record.LastStep - report.Record.FirstStep + 1}</td><td>");
        page.Raw(main is null ? "–" : $"<code>{Markup.Escape(main.Detector)}</code>").Raw("</td><td class=\"n\">");
        page.Text(main is null ? "–" : Figures.Plain(main.FirstStep)).Raw("</td><td class=\"n\">");
        SeriesTrace? norm = report.Record.Find(Quantity.GradNorm);
        page.Text(norm is null || double.IsNaN(norm.Max) ? "–" : Figures.Format(norm.Max)).Raw("</td><td>");
        if (norm is not null)
            Spark(page, norm, report.Record);
        page.Raw("</td></tr>");
    }

    private static void Spark(Markup page, SeriesTrace norm, RunRecord record)
    {
        (string line, IReadOnlyList<double> marks) = Sparkline.Of(norm, record);
        page.Raw($"<svg class=\"spark\" width=\"{Sparkline.Width}\" height=\"{Sparkline.Height}\" aria-hidden=\"true\"><path class=\"line\" d=\"{line}\"/>");
        foreach (double x in marks)
            page.Raw($"<use href=\"#m-nan\" x=\"{x}\" y=\"6\"/>");
        page.Raw("</svg>");
    }
}

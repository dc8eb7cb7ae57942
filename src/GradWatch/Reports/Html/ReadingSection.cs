using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>How the log was read: notes of the reader, and the table of series.</summary>
internal static class ReadingSection
{
    private const int MostRows = 60;

    /// <summary>Writes the notes, if any, and the series of the whole run.</summary>
    public static void Write(Markup page, Report report)
    {
        if (report.Notes.Count > 0)
        {
            page.Raw("<section><h3>").Say("section.notes").Raw("</h3><ul class=\"notes\">");
            foreach (Sentence note in report.Notes)
                page.Raw("<li>").Say(note).Raw("</li>");
            page.Raw("</ul></section>");
        }
        page.Raw("<section class=\"series\"><h3>").Say("section.read").Raw("</h3><p class=\"dim\">");
        page.Say("read.summary", report.Run.Format, report.Record.Observations, report.Record.Traces.Count);
        page.Raw("</p><div class=\"wide\" tabindex=\"0\"><table><thead><tr><th>").Say("read.series").Raw("</th>");
        foreach (string column in new[] { "read.count", "read.first", "read.least", "read.largest", "read.last", "read.nonfinite" })
            page.Raw("<th class=\"n\">").Say(column).Raw("</th>");
        page.Raw("</tr></thead><tbody>");
        foreach (SeriesTrace trace in report.Record.Traces.Where(t => t.Series.IsOfRun).Take(MostRows))
            Row(page, trace);
        page.Raw("</tbody></table></div>");
        if (report.Record.Traces.Any(t => !t.Series.IsOfRun))
            page.Raw("<p class=\"dim\">").Say("read.tensors", report.Record.Traces.Count(t => !t.Series.IsOfRun)).Raw("</p>");
        page.Raw("</section>");
    }

    private static void Row(Markup page, SeriesTrace trace)
    {
        page.Raw("<tr><td><code>").Text(trace.Series.Name).Raw($"</code></td><td class=\"n\">{trace.Count}</td>");
        foreach (double value in new[] { trace.First, trace.Min, trace.Max, trace.Last })
            page.Raw(double.IsFinite(value) ? "<td class=\"n\">" : "<td class=\"n nan\">").Text(Readout.Of(trace.Series.Quantity, value)).Raw("</td>");
        page.Raw($"<td class=\"n\">{trace.NonFinite}</td></tr>");
    }
}

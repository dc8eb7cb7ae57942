using GradWatch.Observations;
using GradWatch.Wording;

namespace GradWatch.Reports.Html;

/// <summary>The top of a run: icon, word, sentence; then the four answers, or a healthy run's numbers.</summary>
internal static class VerdictSection
{
    /// <summary>Writes the verdict and what stands under it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="report">The run.</param>
    /// <param name="id">Prefix of the anchors in the run's article.</param>
    public static void Write(Markup page, Report report, string id)
    {
        page.Raw("<header class=\"verdict\">");
        Icon.Write(page, report.Verdict);
        page.Raw($"<h2><span class=\"{report.Verdict}\">").Say(Headline.Word(report)).Raw(".</span>");
        foreach (Sentence sentence in Headline.For(report))
            page.Raw(" ").Say(sentence);
        page.Raw("</h2><p class=\"facts\">");
        Facts(page, report);
        page.Raw("</p></header>");
        if (Answers.For(report) is { } answers)
            Four(page, answers, id);
        else
            Numbers(page, report);
    }

    private static void Facts(Markup page, Report report)
    {
        int tensors = report.Record.Traces.Select(t => t.Series.Tensor).OfType<string>().Distinct().Count();
        page.Raw("<span>").Say(Headline.Span(report)).Raw("</span> <span>");
        page.Say("facts.observations", report.Record.Observations).Raw("</span> ");
        if (tensors > 0)
            page.Raw("<span>").Say("facts.tensors", tensors).Raw("</span> ");
        page.Raw("<span>").Text(report.Run.Format).Raw("</span> <code>").Text(report.Run.Source);
        if (report.Run.Name is { } name)
            page.Raw(" · ").Text(name);
        page.Raw("</code>");
    }

    private static void Four(Markup page, Answers answers, string id)
    {
        page.Raw("<dl class=\"answers\">");
        One(page, "ask.where", answers.Where, $"{id}-where");
        One(page, "ask.since", answers.Since, $"{id}-what");
        One(page, "ask.why", answers.Why, $"{id}-why");
        One(page, "ask.do", answers.WhatToDo, $"{id}-do");
        page.Raw("</dl>");
    }

    private static void One(Markup page, string key, Answer answer, string anchor)
    {
        page.Raw("<div><dt>").Say(key).Raw($"</dt><dd><a href=\"#{anchor}\">").Say(answer.Text).Raw("</a>");
        if (answer.Detail is { } detail)
            page.Raw("<span>").Say(detail).Raw("</span>");
        page.Raw("</dd></div>");
    }

    private static void Numbers(Markup page, Report report)
    {
        page.Raw("<dl class=\"answers\">");
        if (report.Record.Find(Quantity.Loss) is { Count: > 0 } loss)
            Number(page, "strip.loss", $"{Figures.Format(loss.First)} → {Figures.Format(loss.Last)}", new("report.number.least", loss.Min));
        if (report.Record.Find(Quantity.GradNorm) is { Count: > 0 } norm && double.IsFinite(norm.Max))
            Number(page, "strip.grad_norm", $"{Figures.Format(norm.Min)} … {Figures.Format(norm.Max)}", new("report.number.largest_at", norm.MaxStep));
        if (report.Record.Find(Quantity.UpdateRatio) is { Count: > 0 } ratio && double.IsFinite(ratio.Max))
            Number(page, "strip.update_ratio", $"≤ {Figures.Format(ratio.Max)}", new("report.number.largest_at", ratio.MaxStep));
        Number(page, "number.nonfinite", Figures.Plain(report.Record.Traces.Sum(t => t.NonFinite)), new("report.number.of", report.Record.Observations));
        page.Raw("</dl>");
    }

    private static void Number(Markup page, string key, string value, Sentence detail) =>
        page.Raw("<div><dt>").Say(key).Raw("</dt><dd><b>").Text(value).Raw("</b><span>").Say(detail).Raw("</span></dd></div>");
}

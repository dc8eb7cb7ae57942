using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Server.Views;

/// <summary>The verdict's sentences, the facts of the run, and the four answers; of a healthy run the numbers that say so.</summary>
internal static class VerdictView
{
    internal static void Write(ViewWriter view, Report report)
    {
        view.Json.WriteString("verdict", report.Verdict);
        view.Sentence("word", Headline.Word(report));
        view.Sentences("headline", Headline.For(report));
        view.Array("facts", Facts(report), view.Sentence);
        view.Json.WriteStartArray("answers");
        if (Answers.For(report) is { } answers)
            Four(view, answers);
        else
            Numbers(view, report);
        view.Json.WriteEndArray();
    }

    private static IEnumerable<Sentence> Facts(Report report)
    {
        yield return Headline.Span(report);
        yield return new Sentence("report.facts.observations", report.Record.Observations);
        int tensors = report.Record.Traces.Select(trace => trace.Series.Tensor).OfType<string>().Distinct().Count();
        if (tensors > 0)
            yield return new Sentence("report.facts.tensors", tensors);
    }

    private static void Four(ViewWriter view, Answers answers)
    {
        One(view, "where", "ask.where", answers.Where.Text, answers.Where.Detail);
        One(view, "since", "ask.since", answers.Since.Text, answers.Since.Detail);
        One(view, "why", "ask.why", answers.Why.Text, answers.Why.Detail);
        One(view, "do", "ask.do", answers.WhatToDo.Text, answers.WhatToDo.Detail);
    }

    private static void Numbers(ViewWriter view, Report report)
    {
        if (report.Record.Find(Quantity.Loss) is { Count: > 0 } loss)
        {
            Sentence least = new("report.number.least", loss.Min);
            Number(view, "loss", "strip.loss", $"{Figures.Format(loss.First)} → {Figures.Format(loss.Last)}", least);
        }
        if (report.Record.Find(Quantity.GradNorm) is { Count: > 0 } norm && double.IsFinite(norm.Max))
        {
            string range = $"{Figures.Format(norm.Min)} … {Figures.Format(norm.Max)}";
            Number(view, "grad_norm", "strip.grad_norm", range, LargestAt(norm));
        }
        if (report.Record.Find(Quantity.UpdateRatio) is { Count: > 0 } ratio && double.IsFinite(ratio.Max))
            Number(view, "update_ratio", "strip.update_ratio", $"≤ {Figures.Format(ratio.Max)}", LargestAt(ratio));
        string lost = Figures.Plain(report.Record.Traces.Sum(trace => trace.NonFinite));
        Number(view, "nonfinite", "number.nonfinite", lost, new("report.number.of", report.Record.Observations));
    }

    private static Sentence LargestAt(SeriesTrace trace) => new("report.number.largest_at", trace.MaxStep);

    private static void Number(ViewWriter view, string ask, string title, string text, Sentence detail) =>
        One(view, ask, title, new Sentence("report.name", text), detail);

    private static void One(ViewWriter view, string ask, string title, Sentence text, Sentence? detail)
    {
        view.Json.WriteStartObject();
        view.Json.WriteString("ask", ask);
        view.Json.WriteString("title", view.Say(title));
        view.Sentence("text", text);
        view.Sentence("detail", detail);
        view.Json.WriteEndObject();
    }
}

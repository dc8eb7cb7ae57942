using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Reports.Plots;

namespace GradWatch.Reports.Html;

/// <summary>Draws a strip. What stretches with the page lies in an inner drawing of its own units; text and marks keep their shape.</summary>
internal static class StripSvg
{
    private const int MarkLane = 14;
    private const int TagLane = 16;
    /// <summary>Room under the frame for the lower half of what stands on it.</summary>
    private const int Below = 4;
    private const int MostDots = 60;

    /// <summary>Draws a strip with the episodes that are about it.</summary>
    public static void Write(Markup page, Strip strip, IReadOnlyList<(string Letter, Episode Episode)> episodes)
    {
        double height = strip.Values.Height;
        List<NonFiniteMark> marks = NonFiniteMark.Of(strip.Columns);
        // Tags have a lane of their own where marks need theirs: nothing of either may cover the data.
        int tagLane = marks.Count > 0 && episodes.Count > 0 ? TagLane : 0;
        page.Raw($"<svg class=\"plot\" width=\"100%\" height=\"{height + tagLane + MarkLane + Below}\" aria-hidden=\"true\">");
        Tags(page, strip, episodes);
        page.Raw($"<svg y=\"{tagLane + MarkLane}\" width=\"100%\" height=\"{height + Below}\" overflow=\"visible\">");
        Ticks(page, strip);
        Band(page, strip);
        Data(page, strip, episodes);
        Limit(page, strip);
        page.Raw($"<line class=\"cur\" x1=\"-9\" x2=\"-9\" y1=\"0\" y2=\"{height}\"/></svg>");
        page.Raw($"<svg y=\"{tagLane}\" width=\"100%\" height=\"{MarkLane}\" overflow=\"visible\">");
        Marks(page, strip, marks);
        page.Raw("</svg>");
        page.Raw("</svg>");
    }

    private static void Ticks(Markup page, Strip strip)
    {
        foreach ((double value, string label) in strip.Values.Ticks())
        {
            double y = strip.Values.At(value);
            page.Raw($"<line class=\"grid\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
            page.Raw($"<text class=\"tick\" x=\"-7\" y=\"{Math.Min(y + 4, strip.Values.Height + 2)}\">{label}</text>");
        }
        page.Raw($"<line class=\"frame\" x2=\"100%\" y1=\"{strip.Values.Height}\" y2=\"{strip.Values.Height}\"/>");
    }

    private static void Band(Markup page, Strip strip)
    {
        if (!strip.Style.Band)
            return;
        double top = strip.Values.At(StripStyle.UsualHigh);
        page.Raw($"<rect class=\"band\" width=\"100%\" y=\"{top}\" height=\"{strip.Values.At(StripStyle.UsualLow) - top}\"/>");
    }

    private static void Data(Markup page, Strip strip, IReadOnlyList<(string Letter, Episode Episode)> episodes)
    {
        double height = strip.Values.Height;
        page.Raw($"<svg class=\"data\" width=\"100%\" height=\"{height + Below}\" viewBox=\"0 0 {StepAxis.Width} {height + Below}\" ");
        page.Raw("preserveAspectRatio=\"none\">");
        foreach (Tint tint in Tint.Of([.. episodes.Select(e => e.Episode)], strip.Steps))
        {
            string name = tint.Severity.Name();
            page.Raw($"<rect class=\"tint-{name}\" x=\"{Math.Round(tint.From)}\" width=\"{Math.Round(tint.To - tint.From)}\" height=\"{height}\"/>");
            page.Raw($"<path class=\"edge s-{name}\" d=\"M{Math.Round(tint.From)} 0V{height}\"/>");
        }
        if (strip.Columns.Find(c => c.NonFinite) is { NonFinite: true } first)
            page.Raw($"<path class=\"first-nan\" d=\"M{Math.Round(strip.Steps.At(first.Middle))} 0V{height}\"/>");
        page.Raw($"<path class=\"line\" d=\"{LinePath.Line(strip.Columns, strip.Steps, strip.Values)}\"/>");
        if (LinePath.Lone(strip.Columns, strip.Steps, strip.Values) is { Length: > 0 } lone)
            page.Raw($"<path class=\"lone\" d=\"{lone}\"/>");
        string dots = LinePath.Dots(strip.Columns, strip.Steps, strip.Values);
        string shown = strip.Columns.Count > MostDots ? " off" : "";
        page.Raw($"<path class=\"dots{shown}\" d=\"{dots}\"/><path class=\"holes{shown}\" d=\"{dots}\"/>");
        string zeros = LinePath.Zeros(strip.Columns, strip.Steps, strip.Values);
        if (zeros.Length > 0)
            page.Raw($"<path class=\"zero-ring\" d=\"{zeros}\"/><path class=\"zero-hole\" d=\"{zeros}\"/>");
        page.Raw("</svg>");
        if (zeros.Length > 0)
            page.Raw($"<text class=\"tick\" x=\"-7\" y=\"{height + 4}\">0</text>");
    }

    private static void Limit(Markup page, Strip strip)
    {
        if (strip.Style.Limit is not { } limit)
            return;
        double y = strip.Values.At(limit);
        page.Raw($"<line class=\"limit\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>");
        page.Raw($"<text class=\"limit-word\" x=\"100%\" dx=\"-4\" y=\"{y - 4}\">{(limit >= 100 ? "1e2" : "0.1")}</text>");
    }

    private static void Marks(Markup page, Strip strip, List<NonFiniteMark> marks)
    {
        if (marks.Count == 0)
            return;
        page.Raw("<g class=\"marks\">");
        foreach (PlacedMark placed in MarkLayout.Place(marks, strip.Steps))
        {
            string symbol = MarkLayout.Symbol(placed.Mark.Kind);
            string middles = string.Join(' ', placed.Mark.Middles.Select(step => Math.Round(strip.Steps.At(step))));
            page.Raw($"<g data-m=\"{symbol}\" data-w=\"{placed.Mark.Word}\" data-s=\"{placed.Mark.Steps}\" data-x=\"{middles}\">");
            foreach (double x in placed.Symbols)
                page.Raw($"<use href=\"#{symbol}\" x=\"{Percent(x)}%\" y=\"7\"/>");
            string side = placed.Before ? "nan-word before" : "nan-word";
            if (placed.Label.Length > 0)
                page.Raw($"<text class=\"{side}\" x=\"{Percent(placed.Symbols[0])}%\" dx=\"{(placed.Before ? -7 : 7)}\" y=\"11\">{placed.Label}</text>");
            page.Raw("</g>");
        }
        page.Raw("</g>");
    }

    private static void Tags(Markup page, Strip strip, IReadOnlyList<(string Letter, Episode Episode)> episodes)
    {
        if (episodes.Count == 0)
            return;
        page.Raw($"<svg class=\"tags\" width=\"100%\" height=\"16\">");
        (string Letter, Episode Episode)[] ordered = [.. episodes.OrderBy(e => e.Episode.FirstStep)];
        double[] starts = [.. ordered.Select(e => strip.Steps.CellStart(e.Episode.FirstStep))];
        double[] places = TagLayout.Place([.. starts.Select(x => x / MarkLayout.UnitsPerPixel)], StepAxis.Width / MarkLayout.UnitsPerPixel);
        for (int i = 0; i < ordered.Length; i++)
        {
            bool fits = !double.IsNaN(places[i]);
            double shown = fits ? places[i] * MarkLayout.UnitsPerPixel : starts[i];
            page.Raw($"<svg class=\"tag s-{ordered[i].Episode.Severity.Name()}{(fits ? "" : " off")}\" data-x=\"{Math.Round(starts[i])}\" ");
            page.Raw($"x=\"{Percent(shown)}%\" overflow=\"visible\"><rect x=\".5\" y=\".5\" width=\"14\" height=\"14\" rx=\"2\"/>");
            page.Raw($"<text x=\"7.5\" y=\"11.5\">{ordered[i].Letter}</text></svg>");
        }
        page.Raw("</svg>");
    }

    /// <summary>A position in percent of the width.</summary>
    public static double Percent(double x) => x / StepAxis.Width * 100;
}

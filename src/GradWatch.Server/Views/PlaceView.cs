using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Reports;

namespace GradWatch.Server.Views;

/// <summary>Where: the tensors by their norm where the gravest episode was seen, the leading one first; null for a healthy run.</summary>
internal static class PlaceView
{
    private const int Most = 200;

    internal static void Write(ViewWriter view, Report report)
    {
        if (Headline.Main(report) is not { } main)
        {
            view.Json.WriteNull("where");
            return;
        }
        List<Location> all = [.. Location.AllAt(report.Record, Localization.StepOf(main)).OrderByDescending(Rank)];
        if (main.Detector == "vanishing_gradient")
            all.Reverse();
        string? tensor = Headline.Tensor(report, main);
        view.Json.WriteStartObject("where");
        view.Json.WriteString("tensor", tensor);
        view.Json.WriteNumber("step", Localization.StepOf(main));
        view.Json.WriteString("column", all is [var first, ..] ? Column(view, first) : "");
        view.Json.WriteString("note", view.Say("where.bars"));
        view.Json.WriteNumber("tensor_count", all.Count);
        view.Array("rows", all.Take(Most), at => Row(view, at, at.Tensor == tensor));
        view.Json.WriteEndObject();
    }

    private static string Column(ViewWriter view, Location at) =>
        at.IsExact ? view.Say("where.norm", at.FirstStep) : view.Say("where.largest", at.FirstStep, at.LastStep);

    private static void Row(ViewWriter view, Location at, bool leading)
    {
        view.Json.WriteStartObject();
        view.Json.WriteString("tensor", at.Tensor);
        view.Number("norm", at.Norm);
        view.Json.WriteBoolean("leading", leading);
        view.Json.WriteEndObject();
    }

    private static double Rank(Location at) => double.IsFinite(at.Norm) ? at.Norm : double.PositiveInfinity;
}

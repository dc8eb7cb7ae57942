using GradWatch.Cli.Texts;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;
using ScottPlot;
using Severity = GradWatch.Detectors.Severity;

namespace GradWatch.Cli.Charts;

/// <summary>The strips of one run: loss, gradient norm, update ratio, learning rate, as far as the log has them.</summary>
internal static class RunChart
{
    private static readonly Quantity[] Shown = [Quantity.Loss, Quantity.GradNorm, Quantity.UpdateRatio, Quantity.LearningRate];

    internal static List<Plot> Strips(Report report, Language language)
    {
        List<Plot> strips = [.. Shown.Select(report.Record.Find).OfType<SeriesTrace>().Select(trace => Strip(report, trace))];
        if (strips.Count == 0)
            strips.Add(new Plot());
        string source = Path.GetFileName(report.Run.Source.TrimEnd('/'));
        strips[0].Title($"{Headline.Word(report).In(language)}. {source}", 16);
        strips[^1].XLabel(CliTexts.Get(language, "chart.step"), 13);
        return strips;
    }

    private static Plot Strip(Report report, SeriesTrace trace)
    {
        var plot = new Plot();
        plot.Font.Automatic();
        var axis = StripAxis.For(trace);
        plot.FigureBackground.Color = ChartColours.Page;
        plot.DataBackground.Color = ChartColours.Panel;
        plot.Axes.Color(ChartColours.Faint);
        plot.Grid.MajorLineColor = ChartColours.Grid;
        Shade(plot, report, axis);
        Limits(plot, trace.Series.Quantity, axis);
        Line(plot, trace, axis);
        plot.Axes.SetLimits(report.Record.FirstStep, Math.Max(report.Record.LastStep, report.Record.FirstStep + 1), axis.Low, axis.High);
        plot.Axes.Left.TickGenerator = axis.Ticks();
        plot.YLabel(axis.IsLog ? $"{trace.Series.Name}, log" : trace.Series.Name, 13);
        plot.Axes.Left.MinimumSize = 90;
        return plot;
    }

    // One tint a step, the worst: tints never add up.
    private static void Shade(Plot plot, Report report, StripAxis axis)
    {
        Episode[] marked = [.. report.Episodes.Where(episode => episode.Severity > Severity.Info).OrderByDescending(episode => episode.Severity)];
        List<(double From, double To)> covered = [];
        foreach (Episode episode in marked)
        {
            double from = episode.FirstStep, to = episode.Closed ? Math.Max(episode.LastStep, from + 0.5) : report.Record.LastStep;
            if (covered.Any(span => span.From <= from && to <= span.To))
                continue;
            covered.Add((from, to));
            var tint = plot.Add.Rectangle(from, to, axis.Low, axis.High);
            tint.FillColor = (episode.Severity == Severity.Critical ? ChartColours.Critical : ChartColours.Warning).WithAlpha(0.10);
            tint.LineWidth = 0;
        }
        if (marked.Length > 0)
        {
            var alarm = plot.Add.VerticalLine(marked.Min(episode => episode.AlarmStep));
            alarm.Color = ChartColours.Critical.WithAlpha(0.8);
            alarm.LineWidth = 1;
        }
    }

    private static void Limits(Plot plot, Quantity quantity, StripAxis axis)
    {
        if (quantity == Quantity.GradNorm)
        {
            var usual = plot.Add.HorizontalSpan(axis.Place(1e-2), axis.Place(1e1));
            plot.Remove(usual);
            var band = plot.Add.Rectangle(-1e15, 1e15, axis.Place(1e-2), axis.Place(1e1));
            band.FillColor = ChartColours.Band;
            band.LineWidth = 0;
        }
        double limit = quantity switch { Quantity.GradNorm => 1e2, Quantity.UpdateRatio => 0.1, _ => double.NaN };
        if (double.IsNaN(limit))
            return;
        var line = plot.Add.HorizontalLine(axis.Place(limit));
        line.Color = ChartColours.Warning;
        line.LinePattern = LinePattern.Dashed;
        line.LineWidth = 1;
    }

    private static void Line(Plot plot, SeriesTrace trace, StripAxis axis)
    {
        List<double> steps = [], values = [], lostSteps = [], lost = [];
        foreach (ref readonly TraceBin bin in trace.Bins)
        {
            bool finite = double.IsFinite(axis.Place(bin.Max));
            steps.Add(bin.FirstStep);
            values.Add(finite ? axis.Place(bin.Max) : double.NaN);
            if (bin.NonFinite > 0)
            {
                lostSteps.Add(bin.FirstStep);
                lost.Add(axis.High - 0.04 * (axis.High - axis.Low));
            }
        }
        var line = plot.Add.Scatter(steps.ToArray(), values.ToArray());
        line.Color = ChartColours.Line;
        line.LineWidth = 1.6f;
        line.MarkerSize = steps.Count <= 120 ? 4 : 0;
        if (lost.Count == 0)
            return;
        // What is not finite is a mark on the edge, never a value.
        var marks = plot.Add.Markers(lostSteps.ToArray(), lost.ToArray(), MarkerShape.Eks, 8, ChartColours.NotFinite);
        marks.MarkerStyle.LineWidth = 2;
    }
}

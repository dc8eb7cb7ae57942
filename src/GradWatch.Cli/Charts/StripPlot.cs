using GradWatch.Reports.Plots;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace GradWatch.Cli.Charts;

/// <summary>The frame of one strip: grid, ticks, usual range, limit, tints, alarm, line. Its units are steps and pixels above the lower edge.</summary>
internal sealed class StripPlot(Strip strip, double height) : IDisposable
{
    /// <summary>Room for the labels of the ticks, left of the frame.</summary>
    internal const float TickRoom = 46;
    private const double PointsApart = 9;
    private readonly Plot _plot = new();

    /// <summary>Draws the frame with its left edge at x; the labels of its ticks stand before it, those of the steps beneath.</summary>
    internal void Draw(SKCanvas canvas, float x, float y, float width, IReadOnlyList<Tint> tints, double? alarm, bool steps)
    {
        Prepare(steps);
        foreach (Tint tint in tints)
            Area(StepAt(tint.From), StepAt(tint.To), 0, height, ChartColours.Of(tint.Severity), 0.08);
        if (strip.Style.Band)
            Area(strip.Steps.Low, strip.Steps.High, Up(StripStyle.UsualLow), Up(StripStyle.UsualHigh), ChartColours.Band, 0.12);
        if (strip.Style.Limit is { } limit)
            Across(_plot.Add.HorizontalLine(Up(limit)), ChartColours.Warning, LinePattern.DenselyDashed);
        if (alarm is { } step)
            Across(_plot.Add.VerticalLine(step), ChartColours.Ink, LinePattern.Dotted);
        foreach (List<Column> part in Parts())
            Line(part, width);
        Zeros();
        float below = steps ? 22 : 1;
        _plot.Layout.Fixed(new PixelPadding(TickRoom, 1, below, 1));
        _plot.Render(canvas, new PixelRect(x - TickRoom, x + width + 1, y + (float)height + below, y - 1));
    }

    private double Up(double value) => (1 - strip.Values.At(value) / strip.Values.Height) * height;

    private double StepAt(double place) => strip.Steps.Low + place / StepAxis.Width * (strip.Steps.High - strip.Steps.Low);

    private void Prepare(bool steps)
    {
        // The picture around the frame is drawn by others, and stays.
        _plot.RenderManager.ClearCanvasBeforeEachRender = false;
        _plot.FigureBackground.Color = Colors.Transparent;
        _plot.DataBackground.Color = ChartColours.Plot(ChartColours.Panel);
        _plot.Axes.SetLimits(strip.Steps.Low, strip.Steps.High, 0, height);
        _plot.Grid.MajorLineColor = ChartColours.Plot(ChartColours.Grid);
        _plot.Axes.Color(ChartColours.Plot(ChartColours.Faint));
        _plot.Axes.FrameColor(ChartColours.Plot(ChartColours.Rule));
        Ticks(_plot.Axes.Left, strip.Values.Ticks().Select(tick => (Up(tick.Value), tick.Label)), true);
        Ticks(_plot.Axes.Bottom, strip.Steps.Ticks().Select(step => ((double)step, Wording.Figures.Plain(step))), steps);
    }

    private static void Ticks(IAxis axis, IEnumerable<(double At, string Label)> ticks, bool labels)
    {
        var manual = new NumericManual();
        foreach ((double at, string label) in ticks)
            manual.AddMajor(at, labels ? label : "");
        axis.TickGenerator = manual;
        axis.TickLabelStyle.FontName = Lettering.Family;
        axis.TickLabelStyle.FontSize = 11;
        axis.TickLabelStyle.ForeColor = ChartColours.Plot(ChartColours.Faint);
        axis.MajorTickStyle.Length = labels ? 3 : 0;
        axis.MajorTickStyle.Color = ChartColours.Plot(ChartColours.Rule);
    }

    private void Area(double left, double right, double bottom, double top, SKColor colour, double opacity)
    {
        var area = _plot.Add.Rectangle(left, right, bottom, top);
        area.FillColor = ChartColours.Plot(colour, opacity);
        area.LineWidth = 0;
    }

    private static void Across(ScottPlot.Plottables.AxisLine line, SKColor colour, LinePattern pattern)
    {
        line.Color = ChartColours.Plot(colour);
        line.LineWidth = 1;
        line.LinePattern = pattern;
    }

    // A line is not joined over a gap, over what is not finite, or where a resumed run goes back.
    private IEnumerable<List<Column>> Parts()
    {
        List<Column> part = [];
        foreach (Column column in strip.Columns)
        {
            bool drawn = column.HasValue && !IsZero(column);
            if (part.Count > 0 && (column.Apart || !drawn))
            {
                yield return part;
                part = [];
            }
            if (drawn)
                part.Add(column);
        }
        if (part.Count > 0)
            yield return part;
    }

    private void Line(List<Column> part, float width)
    {
        List<double> xs = [], ys = [];
        foreach (Column column in part)
        {
            // A column of several values is a stroke from the smallest to the largest.
            foreach (double value in column.Min < column.Max ? [column.Min, column.Max] : new[] { column.Max })
            {
                xs.Add(column.Middle);
                ys.Add(Up(value));
            }
        }
        var line = _plot.Add.Scatter(xs.ToArray(), ys.ToArray());
        line.Color = ChartColours.Plot(ChartColours.Line);
        line.LineWidth = 1.6f;
        bool apart = strip.Columns.Count * PointsApart < width;
        line.MarkerSize = part.Count == 1 ? 5 : apart ? 4 : 0;
        line.MarkerShape = MarkerShape.FilledCircle;
    }

    // An exact 0 has no place on a log axis: a ring on the edge.
    private void Zeros()
    {
        foreach (Column column in strip.Columns.Where(column => column.HasValue && IsZero(column)))
        {
            var ring = _plot.Add.Marker(column.Middle, 2.5, MarkerShape.OpenCircle, 5, ChartColours.Plot(ChartColours.Line));
            ring.MarkerStyle.LineWidth = 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _plot.Dispose();

    private bool IsZero(in Column column) => strip.Values.Scale == ValueScale.Log && column.Max <= 0;
}

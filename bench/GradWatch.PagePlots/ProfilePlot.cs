using GradWatch.Cli.Charts;
using GradWatch.Observations;
using GradWatch.Reports.Plots;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace GradWatch.PagePlots;

/// <summary>The gradient norm of each layer at one step, input first: weights solid, biases dashed.</summary>
internal sealed class ProfilePlot(ShownRun run, PlotRequest request, long step)
{
    internal const float Width = 760;
    internal const float Height = 240;
    private const float Margin = 12;
    private const float Header = 26;
    private const float Left = 58;
    private const float Below = 36;
    private const double PlotHeight = 160;

    internal void Draw(SKCanvas canvas)
    {
        var lettering = new Lettering(canvas);
        using SKFont mono = Lettering.Mono(11);
        using SKFont small = Lettering.Plain(10.5f);
        lettering.Draw($"{request.Run}   grad_norm, log, step {step}", Margin, Header - 10, mono, ChartColours.Soft);
        lettering.Draw("\u2500 weight    - - bias", Width - Margin, Header - 10, small, ChartColours.Faint, SKTextAlign.Right);
        List<(string Layer, double Norm)> weights = Norms(".weight"), biases = Norms(".bias");
        var axis = ValueAxis.For([], PlotHeight, true, [.. weights.Concat(biases).Select(one => one.Norm)]);
        using var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = ChartColours.Plot(ChartColours.Panel);
        plot.Axes.SetLimits(-0.5, weights.Count - 0.5, 0, PlotHeight);
        plot.Grid.MajorLineColor = ChartColours.Plot(ChartColours.Grid);
        plot.Axes.FrameColor(ChartColours.Plot(ChartColours.Rule));
        Ticks(plot.Axes.Left, axis.Ticks().Select(tick => (PlotHeight - axis.At(tick.Value), tick.Label)));
        int every = Math.Max(1, weights.Count / 10);
        Ticks(plot.Axes.Bottom, weights.Select((one, i) => ((double)i, one.Layer)).Where(tick => (int)tick.Item1 % every == 0));
        Line(plot, weights, axis, LinePattern.Solid);
        Line(plot, biases, axis, LinePattern.Dashed);
        plot.Layout.Fixed(new PixelPadding(Left, Margin, Below, 2));
        plot.Render(canvas, new PixelRect(0, Width, Height, Header));
    }

    private List<(string Layer, double Norm)> Norms(string ending)
    {
        List<(string, double)> norms = [];
        foreach (SeriesTrace trace in run.Report.Record.OfTensors(Quantity.GradNorm))
        {
            string tensor = trace.Series.Tensor!;
            foreach (ref readonly TraceBin bin in trace.Bins)
            {
                if (tensor.EndsWith(ending, StringComparison.Ordinal) && bin.FirstStep == step && bin.Last > 0)
                    norms.Add((tensor[..^ending.Length], bin.Last));
            }
        }
        return norms;
    }

    private static void Line(Plot plot, List<(string Layer, double Norm)> norms, ValueAxis axis, LinePattern pattern)
    {
        var line = plot.Add.Scatter(
            norms.Select((_, i) => (double)i).ToArray(), norms.Select(one => PlotHeight - axis.At(one.Norm)).ToArray());
        line.Color = ChartColours.Plot(ChartColours.Line);
        line.LineWidth = 1.6f;
        line.LinePattern = pattern;
        line.MarkerSize = 4;
    }

    private static void Ticks(IAxis axis, IEnumerable<(double At, string Label)> ticks)
    {
        var manual = new NumericManual();
        foreach ((double at, string label) in ticks)
            manual.AddMajor(at, label);
        axis.TickGenerator = manual;
        axis.TickLabelStyle.FontName = Lettering.Family;
        axis.TickLabelStyle.FontSize = 11;
        axis.TickLabelStyle.ForeColor = ChartColours.Plot(ChartColours.Faint);
        axis.MajorTickStyle.Color = ChartColours.Plot(ChartColours.Rule);
    }
}

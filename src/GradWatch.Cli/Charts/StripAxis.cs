using System.Globalization;
using GradWatch.Observations;
using GradWatch.Wording;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace GradWatch.Cli.Charts;

/// <summary>The value axis of a strip: logarithmic for norms and ratios and for what spans more than 1e3, else linear from 0.</summary>
internal sealed record StripAxis(bool IsLog, double Low, double High)
{
    private const double LogRange = 1e3;
    private const int MostTicks = 6;
    private static readonly int[] DecadeSteps = [1, 2, 3, 5, 10, 20, 50, 100];

    internal static StripAxis For(SeriesTrace trace)
    {
        (double least, double greatest) = Always(trace.Series.Quantity);
        double low = double.IsNaN(trace.Min) ? least : trace.Min, high = double.IsNaN(trace.Max) ? greatest : trace.Max;
        bool ratio = trace.Series.Quantity is Quantity.GradNorm or Quantity.UpdateRatio;
        if (ratio || (low > 0 && high / low > LogRange))
        {
            low = Math.Min(low > 0 ? low : Smallest(trace), double.IsNaN(least) ? double.PositiveInfinity : least);
            high = Math.Max(high, double.IsNaN(greatest) ? 0 : greatest);
            double from = Math.Floor(Math.Log10(Math.Max(low, 1e-300))), to = Math.Ceiling(Math.Log10(Math.Max(high, 1e-300)));
            return new StripAxis(true, from, Math.Max(to, from + 2));
        }
        double top = Math.Max(high, 0), bottom = Math.Min(low, 0);
        double margin = top > bottom ? 0.08 * (top - bottom) : 1;
        return new StripAxis(false, bottom < 0 ? bottom - margin : 0, double.IsNaN(top) ? 1 : top + margin);
    }

    internal double Place(double value) => IsLog ? Math.Log10(value) : value;

    internal ITickGenerator Ticks()
    {
        var ticks = new NumericManual();
        if (!IsLog)
        {
            foreach (double share in new[] { 0, 0.25, 0.5, 0.75, 1 })
                ticks.AddMajor(Low + share * (High - Low), Figures.Format(Low + share * (High - Low)));
            return ticks;
        }
        int spacing = DecadeSteps.First(step => (High - Low) / step <= MostTicks || step == DecadeSteps[^1]);
        for (double decade = Math.Ceiling(Low / spacing) * spacing; decade <= High; decade += spacing)
            ticks.AddMajor(decade, decade == 0 ? "1" : string.Create(CultureInfo.InvariantCulture, $"1e{decade}"));
        return ticks;
    }

    // A healthy run must look healthy, not magnified.
    private static (double Low, double High) Always(Quantity quantity) => quantity switch
    {
        Quantity.GradNorm => (1e-2, 1e2),
        Quantity.UpdateRatio => (1e-4, 0.1),
        _ => (double.NaN, double.NaN),
    };

    private static double Smallest(SeriesTrace trace)
    {
        double smallest = double.PositiveInfinity;
        foreach (ref readonly TraceBin bin in trace.Bins)
        {
            if (bin.Max > 0)
                smallest = Math.Min(smallest, bin.Max);
        }
        return double.IsFinite(smallest) ? smallest : 1;
    }
}

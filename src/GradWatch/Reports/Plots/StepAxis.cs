using GradWatch.Observations;

namespace GradWatch.Reports.Plots;

/// <summary>The one horizontal axis of a run: steps, each in the middle of a cell as wide as the usual distance of two logged steps.</summary>
internal sealed class StepAxis
{
    /// <summary>Width of the drawing in its own units; the browser stretches it to the width of the page.</summary>
    public const int Width = 100_000;

    private const int TicksWanted = 8;

    /// <summary>An axis from the first to the last step of a record.</summary>
    public StepAxis(RunRecord record)
    {
        Spacing = record.Traces.Where(t => t.Series.IsOfRun).MaxBy(t => t.Count) is { } longest ? UsualDistance(longest) : 1;
        Low = record.FirstStep - Spacing / 2;
        High = record.LastStep + Spacing / 2;
    }

    /// <summary>The usual distance of two logged steps, in steps.</summary>
    public double Spacing { get; }

    /// <summary>The left end, half a cell before the first step.</summary>
    public double Low { get; }

    /// <summary>The right end, half a cell after the last step.</summary>
    public double High { get; }

    /// <summary>The median distance of two observations of a trace, in steps: a gap or a resumed run does not change it. 1 when unknown.</summary>
    public static double UsualDistance(SeriesTrace trace)
    {
        List<double> distances = [];
        for (int i = 1; i < trace.Bins.Length; i++)
        {
            double distance = (trace.Bins[i].FirstStep - (double)trace.Bins[i - 1].FirstStep) / trace.Bins[i - 1].Count;
            if (distance > 0)
                distances.Add(distance);
        }
        distances.Sort();
        return distances.Count == 0 ? 1 : distances[distances.Count / 2];
    }

    /// <summary>Where a step is, 0 to <see cref="Width"/>.</summary>
    public double At(double step) => (step - Low) / (High - Low) * Width;

    /// <summary>The left edge of a step's cell.</summary>
    public double CellStart(double step) => Math.Max(0, At(step - Spacing / 2));

    /// <summary>The right edge of a step's cell.</summary>
    public double CellEnd(double step) => Math.Min(Width, At(step + Spacing / 2));

    /// <summary>Round steps, about eight of them.</summary>
    public IEnumerable<long> Ticks()
    {
        double raw = Math.Max(1, (High - Low) / TicksWanted);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        long every = Math.Max(1, (long)(power * (raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10)));
        for (long step = (long)Math.Ceiling(Low / every) * every; step <= High; step += every)
        {
            if (step >= Low)
                yield return step;
        }
    }
}

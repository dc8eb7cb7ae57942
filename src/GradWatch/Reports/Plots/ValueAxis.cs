using System.Globalization;
using GradWatch.Wording;

namespace GradWatch.Reports.Plots;

/// <summary>How values are spread over the height of a plot.</summary>
internal enum ValueScale
{
    /// <summary>Proportional, from 0.</summary>
    Linear,
    /// <summary>By decades; an exact 0 stands on the lower edge.</summary>
    Log,
    /// <summary>By decades on both sides of 0: for values of both signs that span too much for <see cref="Linear"/>.</summary>
    SignedLog,
}

/// <summary>The vertical axis of a plot: only finite values shape it.</summary>
internal sealed class ValueAxis
{
    /// <summary>Values that span more than this many times are drawn on a log axis.</summary>
    public const double LinearSpan = 1e3;

    private const double LeastDecades = 2;
    private const double LeastTickDistance = 23;
    private const double Padding = 0.04;
    private const double SmallestUnit = 1e-300;
    private const int LeastDecade = -323;
    private const int GreatestDecade = 308;
    private static readonly int[] DecadeSteps = [1, 2, 3, 5, 10, 20, 50, 100, 200];

    private readonly double _low;
    private readonly double _high;
    private readonly double _unit;

    private ValueAxis(ValueScale scale, double low, double high, double height, double unit)
    {
        (Scale, _low, _high, Height, _unit) = (scale, low, high, height, unit);
    }

    /// <summary>How values are spread.</summary>
    public ValueScale Scale { get; }

    /// <summary>Pixels from the upper edge (0) to the lower edge.</summary>
    public double Height { get; }

    /// <summary>An axis for the columns, which always shows the values of <paramref name="include"/> too.</summary>
    public static ValueAxis For(List<Column> columns, double height, bool? log, IReadOnlyList<double> include)
    {
        double[] shown = [.. columns.Where(c => c.HasValue).SelectMany(c => new[] { c.Min, c.Max })];
        bool negative = shown.Any(v => v < 0);
        double[] sizes = [.. shown.Select(Math.Abs).Where(v => v > 0)];
        bool wide = sizes.Length > 0 && sizes.Max() / sizes.Min() > LinearSpan;
        bool tooWide = negative && !double.IsFinite(shown.Max() - shown.Min());
        if (tooWide || (negative && wide && log != false))
            return Signed(shown, sizes, height);
        if (!negative && (log ?? wide))
            return Logarithmic([.. sizes, .. include], height);
        return Linear([.. shown, .. include], height);
    }

    /// <summary>Pixels below the upper edge. The lower edge for an exact 0 on a log axis.</summary>
    public double At(double value)
    {
        if (Scale == ValueScale.Log && value <= 0)
            return Height;
        double part = (Scaled(value) - _low) / (_high - _low);
        return Math.Round(Math.Clamp((1 - part) * Height, 0, Height), 1);
    }

    /// <summary>Round values with their labels, at least 23 px apart.</summary>
    public IEnumerable<(double Value, string Label)> Ticks() => Scale switch
    {
        ValueScale.Linear => LinearTicks(),
        ValueScale.Log => Decades().Select(d => (Math.Pow(10, d), DecadeLabel(d))),
        _ => SignedTicks(),
    };

    private static ValueAxis Linear(double[] shown, double height)
    {
        double low = Math.Min(0, shown.DefaultIfEmpty(0).Min());
        double high = Math.Max(0, shown.DefaultIfEmpty(1).Max());
        if (high <= low)
            high = low + 1;
        double padding = Padding * (high - low);
        if (!double.IsFinite(padding))
            padding = 0;
        double top = double.IsFinite(high + padding) ? high + padding : high;
        return new ValueAxis(ValueScale.Linear, low < 0 ? low - padding : 0, top, height, 1);
    }

    private static ValueAxis Logarithmic(double[] shown, double height)
    {
        double low = shown.Length == 0 ? -1 : Math.Log10(shown.Min());
        double high = shown.Length == 0 ? 1 : Math.Log10(shown.Max());
        double missing = LeastDecades - (high - low);
        if (missing > 0)
            (low, high) = (low - missing / 2, high + missing / 2);
        double padding = Padding * (high - low);
        return new ValueAxis(ValueScale.Log, low - padding, high + padding, height, 1);
    }

    private static ValueAxis Signed(double[] shown, double[] sizes, double height)
    {
        Array.Sort(sizes);
        double usual = Math.Min(sizes[sizes.Length / 2], sizes[^1] / Math.Pow(10, LeastDecades));
        double unit = Math.Max(SmallestUnit, Math.Pow(10, Math.Floor(Math.Log10(usual))));
        var axis = new ValueAxis(ValueScale.SignedLog, 0, 1, height, unit);
        double low = axis.Scaled(Math.Min(0, shown.Min()));
        double high = axis.Scaled(Math.Max(0, shown.Max()));
        double padding = Padding * (high - low);
        return new ValueAxis(ValueScale.SignedLog, low - padding, high + padding, height, unit);
    }

    private double Scaled(double value) => Scale switch
    {
        ValueScale.Linear => value,
        ValueScale.Log => Math.Log10(value),
        _ => Math.Sign(value) * Units(Math.Abs(value)),
    };

    /// <summary>Decades of 1 + value / unit, also where the ratio has no double.</summary>
    private double Units(double size) => size / _unit is var units && double.IsFinite(units)
        ? Math.Log10(1 + units)
        : Math.Log10(size) - Math.Log10(_unit);

    private IEnumerable<(double Value, string Label)> LinearTicks()
    {
        double least = (_high - _low) / Height * LeastTickDistance;
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double step = power * (least / power <= 1 ? 1 : least / power <= 2 ? 2 : least / power <= 5 ? 5 : 10);
        if (!(step > 0) || !double.IsFinite(step))
            yield break;
        for (double n = Math.Ceiling(_low / step); n * step <= _high; n++)
            yield return (n * step, TickLabel(n * step));
    }

    private IEnumerable<int> Decades()
    {
        double perDecade = Height / (_high - _low);
        int step = Array.Find(DecadeSteps, s => s * perDecade >= LeastTickDistance) is var found and > 0 ? found : DecadeSteps[^1];
        for (int decade = (int)Math.Ceiling(_low / step) * step; decade <= Math.Min(_high, GreatestDecade); decade += step)
        {
            // The padding of the axis may reach beyond what a double holds.
            if (decade >= LeastDecade)
                yield return decade;
        }
    }

    private IEnumerable<(double Value, string Label)> SignedTicks()
    {
        int exponent = (int)Math.Round(Math.Log10(_unit));
        double perDecade = Height / (_high - _low);
        int step = Array.Find(DecadeSteps, s => s * perDecade >= LeastTickDistance) is var found and > 0 ? found : DecadeSteps[^1];
        yield return (0, "0");
        for (int decade = step; Math.Max(_high, -_low) >= decade && exponent + decade <= GreatestDecade; decade += step)
        {
            double value = Math.Pow(10, exponent + decade);
            if (_high >= decade)
                yield return (value, DecadeLabel(exponent + decade));
            if (-_low >= decade)
                yield return (-value, "-" + DecadeLabel(exponent + decade));
        }
    }

    private static string DecadeLabel(int decade) => decade == 0 ? "1" : "1e" + Figures.Plain(decade);

    /// <summary>Ticks are settings, not measurements: no trailing zeros, an exponent where figures have one.</summary>
    private static string TickLabel(double value)
    {
        double rounded = double.Parse(Figures.Format(value), CultureInfo.InvariantCulture);
        double size = Math.Abs(rounded);
        if (size is 0 or (>= 1e-3 and < 1e3))
            return Figures.Plain(rounded);
        int exponent = (int)Math.Floor(Math.Log10(size) + 1e-9);
        return $"{Figures.Plain(Math.Round(rounded / Math.Pow(10, exponent), 2))}e{Figures.Plain(exponent)}";
    }
}

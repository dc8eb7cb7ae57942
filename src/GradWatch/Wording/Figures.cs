using System.Globalization;

namespace GradWatch.Wording;

/// <summary>How numbers are written everywhere: three significant digits, decimal point, in every language and culture.</summary>
public static class Figures
{
    private const int Digits = 3;
    private const double SmallestPlain = 1e-3;
    private const double LargestPlain = 1e3;

    /// <summary>A measured value: <c>0.0226</c>, <c>7.06e-4</c>, <c>432</c>, <c>4.62e3</c>; <c>NaN</c>, <c>Inf</c> and <c>−Inf</c> by name.</summary>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
        if (value == 0)
            return "0";
        string scientific = value.ToString("e2", CultureInfo.InvariantCulture);
        int split = scientific.IndexOf('e');
        int exponent = int.Parse(scientific.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        double rounded = Math.Abs(value);
        if (exponent >= 3 || rounded < SmallestPlain || rounded >= LargestPlain)
            return $"{scientific[..split]}e{exponent.ToString(CultureInfo.InvariantCulture)}";
        return value.ToString("F" + Math.Max(0, Digits - 1 - exponent), CultureInfo.InvariantCulture);
    }

    /// <summary>A step, count or setting: written as it is, without grouping; settings keep what they need to be read back.</summary>
    public static string Plain(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int split = text.IndexOf('E');
        return split < 0 ? text : text[..split] + "e" + Plain(long.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>A step or count.</summary>
    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);
}

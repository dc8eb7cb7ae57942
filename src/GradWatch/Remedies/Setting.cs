using System.Globalization;

namespace GradWatch.Remedies;

/// <summary>A number to type into a program: two significant digits, read alike by C#, Python and people.</summary>
internal static class Setting
{
    private const double SmallestPlain = 1e-3;
    private const double LargestPlain = 1e4;

    /// <summary>The value rounded to two significant digits; 0 and what is not finite stay as they are.</summary>
    internal static double Round(double value) =>
        value == 0 || !double.IsFinite(value) ? value : double.Parse(value.ToString("e1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>The rounded value as it is written: <c>4.0</c>, <c>0.35</c>, <c>12.0</c>, <c>3.0e-8</c>.</summary>
    internal static string Write(double value)
    {
        double rounded = Round(value);
        if (rounded == 0 || !double.IsFinite(rounded))
            return rounded.ToString(CultureInfo.InvariantCulture);
        if (Math.Abs(rounded) < SmallestPlain || Math.Abs(rounded) >= LargestPlain)
        {
            string scientific = rounded.ToString("e1", CultureInfo.InvariantCulture);
            int split = scientific.IndexOf('e');
            return $"{scientific[..split]}e{int.Parse(scientific.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)}";
        }
        string plain = rounded.ToString("0.0#####", CultureInfo.InvariantCulture);
        return plain;
    }
}

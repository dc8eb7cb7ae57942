namespace GradWatch.Cli.Backtest.Rules;

/// <summary>The range of a sweep, and where in its text it stands.</summary>
internal sealed class RuleRange
{
    private const int Digits = 3;
    private int _start;
    private int _end;

    internal bool Any => _end > 0;

    internal double Low { get; private set; }

    internal double High { get; private set; }

    /// <summary>Keeps a range; false when it is the second, is empty, or has no logarithm.</summary>
    internal bool Keep(int start, int end, double low, double high)
    {
        if (Any || low <= 0 || high <= low)
            return false;
        (_start, _end, Low, High) = (start, end, low, high);
        return true;
    }

    /// <summary>The text with each of so many values in the place of the range, evenly spaced on a log scale.</summary>
    internal IEnumerable<string> Texts(string text, int points, bool whole) =>
        Values(points, whole).Select(value => text[.._start] + Wording.Figures.Plain(value) + text[_end..]);

    private IEnumerable<double> Values(int points, bool whole)
    {
        for (int i = 0; i < points; i++)
        {
            double value = i == 0 ? Low : i == points - 1 ? High : Round(Low * Math.Pow(High / Low, i / (points - 1.0)));
            yield return whole ? Math.Round(value) : value;
        }
    }

    private static double Round(double value)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - (Digits - 1));
        // Through decimal text: a rounded double would be written with all its digits.
        return double.Parse((Math.Round(value / unit) * unit).ToString("g" + Digits, System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }
}

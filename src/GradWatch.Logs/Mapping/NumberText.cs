using System.Globalization;

namespace GradWatch.Logs.Mapping;

/// <summary>Numbers as logs write them: plain, NaN and infinities by any name, <c>1e400</c>, wrapped by NumPy or PyTorch.</summary>
public static class NumberText
{
    private static readonly string[] Wrappings = ["np.float64(", "np.float32(", "np.float16(", "float(", "tensor(", "array("];

    /// <summary>Reads a number; false for what is none, also for blank cells, <c>null</c> and <c>None</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        if (text.IsEmpty)
        {
            value = double.NaN;
            return false;
        }
        char last = text[^1];
        if (char.IsAsciiDigit(last) || last == '.')
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
        return TryParseWord(text, out value) || (last == ')' && TryUnwrap(text, out value));
    }

    /// <summary>Reads a number with a decimal comma.</summary>
    public static bool TryParseComma(ReadOnlySpan<char> text, out double value)
    {
        if (text.IndexOf(',') < 0 || text.Length > 64)
            return TryParse(text, out value);
        Span<char> point = stackalloc char[text.Length];
        text.Replace(point, ',', '.');
        return TryParse(point, out value);
    }

    private static bool TryParseWord(ReadOnlySpan<char> text, out double value)
    {
        bool negative = text[0] == '-';
        ReadOnlySpan<char> word = text[0] is '-' or '+' ? text[1..] : text;
        value = double.NaN;
        if (word.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!word.Equals("inf", StringComparison.OrdinalIgnoreCase) && !word.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            && word is not "∞")
            return false;
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    private static bool TryUnwrap(ReadOnlySpan<char> text, out double value)
    {
        foreach (string wrapping in Wrappings)
        {
            if (text.StartsWith(wrapping, StringComparison.Ordinal))
            {
                ReadOnlySpan<char> inner = text[wrapping.Length..^1];
                int comma = inner.IndexOf(',');
                return TryParse((comma < 0 ? inner : inner[..comma]).Trim("[]'\""), out value);
            }
        }
        value = double.NaN;
        return false;
    }
}

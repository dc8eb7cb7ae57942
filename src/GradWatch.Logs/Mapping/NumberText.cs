using System.Globalization;

namespace GradWatch.Logs.Mapping;

/// <summary>Numbers as logs write them: plain, NaN and infinities by any name, <c>1e400</c>, wrapped by NumPy, PyTorch or JAX.</summary>
public static class NumberText
{
    private const int LongestNumber = 64;

    private static readonly string[] Wrappings =
        ["np.float64(", "np.float32(", "np.float16(", "numpy.float64(", "float(", "tensor(", "tf.Tensor(", "array(", "Array(", "DeviceArray("];

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
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                || (text.Contains(',') && TryParseGrouped(text, out value));
        }
        return TryParseWord(text, out value) || (last is ')' or ']' && TryUnwrap(text, out value));
    }

    /// <summary>Reads a number with a decimal comma; dots divide its thousands.</summary>
    public static bool TryParseComma(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        int comma = text.LastIndexOf(',');
        if (comma < 0 || text.Length > LongestNumber)
            return TryParse(text, out value);
        Span<char> point = stackalloc char[LongestNumber];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (i == comma)
                point[length++] = '.';
            else if (text[i] is not ('.' or ' ' or '\u00a0'))
                point[length++] = text[i];
        }
        return double.TryParse(point[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads NaN and infinity by any of their names; false for other words.</summary>
    internal static bool TryParseWord(ReadOnlySpan<char> text, out double value)
    {
        bool negative = text[0] is '-' or '−';
        ReadOnlySpan<char> word = negative || text[0] == '+' ? text[1..] : text;
        value = double.NaN;
        // The last ones are how an old Windows runtime writes them.
        if (word.Equals("nan", StringComparison.OrdinalIgnoreCase) || word is "nan(ind)" or "1.#QNAN" or "1.#IND" or "1.#SNAN")
            return true;
        if (!word.Equals("inf", StringComparison.OrdinalIgnoreCase) && !word.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            && word is not ("∞" or "1.#INF"))
            return false;
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    // "1,234.5": commas divide thousands. "0,5" among numbers with points can only be a decimal comma.
    private static bool TryParseGrouped(ReadOnlySpan<char> text, out double value)
    {
        int first = text.IndexOf(',');
        int point = text.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? text : text[..point];
        if (first is > 0 and <= 4 && text[0] != '0' && (whole.Length - first) % 4 == 0)
            return double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);
        value = double.NaN;
        return point < 0 && text.LastIndexOf(',') == first && TryParseComma(text, out value);
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
        // [0.5]: a tensor of one element.
        return text[0] == '[' && text[^1] == ']' && TryParse(text[1..^1], out value);
    }
}

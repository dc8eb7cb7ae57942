using System.Globalization;

namespace GradWatch.Logs;

/// <summary>Numbers as Python prints them: also <c>nan</c>, <c>inf</c> and JSON's <c>NaN</c> and <c>Infinity</c>, bare or in
/// quotes.</summary>
internal static class PythonFloat
{
    /// <summary>Reads a whole text as a number; beyond the range of double it is infinite. False for empty text and a finite
    /// number in quotes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t\r"u8);
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            return TryParseBare(text[1..^1], out value) && !double.IsFinite(value);
        return TryParseBare(text, out value);
    }

    private static bool TryParseBare(ReadOnlySpan<byte> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        bool negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return text.Length == 3 && (text[0] | 0x20) == 'i' && (text[1] | 0x20) == 'n' && (text[2] | 0x20) == 'f';
    }
}

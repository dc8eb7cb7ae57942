using System.Globalization;

namespace GradWatch.Logs.ConsoleText;

/// <summary>One number as it stands in text: with exponent, thousands or decimal comma.</summary>
/// <param name="Value">The number.</param>
/// <param name="End">Where it ends; set also when it is none, to go on from there.</param>
/// <param name="HasDecimalComma">True when its comma cannot divide thousands.</param>
internal readonly record struct NumberSpan(double Value, int End, bool HasDecimalComma)
{
    // A double holds whole numbers of so many digits, and powers of ten up to 22, exactly: their quotient is rounded once.
    private const int ExactDigits = 15;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    internal static bool TryRead(ReadOnlySpan<char> line, int start, bool decimalComma, out NumberSpan number) =>
        TryReadPlain(line, start, out number) || TryReadAny(line, start, decimalComma, out number);

    // Digits, a point, digits: nearly all numbers of a log, read without looking at them twice.
    private static bool TryReadPlain(ReadOnlySpan<char> line, int start, out NumberSpan number)
    {
        int at = start + (line[start] is '-' or '+' ? 1 : 0), first = at, point = -1;
        long digits = 0;
        for (; at < line.Length; at++)
        {
            int digit = line[at] - '0';
            if ((uint)digit <= 9)
                digits = (digits * 10) + digit;
            else if (line[at] == '.' && point < 0)
                point = at;
            else
                break;
            if (at - first > ExactDigits)
                break;
        }
        int end = at;
        int scale = point < 0 ? 0 : end - point - 1;
        bool ends = end == line.Length || line[end] is not (',' or '.');
        // A comma before a blank ends a number; one before a digit may be a part of it.
        ends |= end < line.Length && line[end] == ',' && (end + 1 == line.Length || !char.IsAsciiDigit(line[end + 1]));
        if (!ends || end - first > ExactDigits || scale == end - first - 1 || (point >= 0 && scale == 0) || line[start] == '−')
        {
            number = default;
            return false;
        }
        int afterExponent = WithExponent(line, end);
        int power = -scale + (afterExponent > end ? Exponent(line[(end + 1)..afterExponent]) : 0);
        double value = power < 0 ? digits / PowersOfTen[Math.Min(-power, PowersOfTen.Length - 1)] : digits * PowersOfTen[Math.Min(power, PowersOfTen.Length - 1)];
        number = new NumberSpan(line[start] == '-' ? -value : value, afterExponent, false);
        return Math.Abs(power) < PowersOfTen.Length;
    }

    private static int Exponent(ReadOnlySpan<char> text)
    {
        int value = 0;
        foreach (char c in text)
            value = char.IsAsciiDigit(c) ? Math.Min((value * 10) + c - '0', 10_000) : value;
        return text[0] == '-' ? -value : value;
    }

    private static bool TryReadAny(ReadOnlySpan<char> line, int start, bool decimalComma, out NumberSpan number)
    {
        int at = start + (line[start] is '-' or '+' or '−' ? 1 : 0);
        int digits = at, points = 0, thousands = 0, comma = -1, group = at;
        for (; at < line.Length; at++)
        {
            if (line[at] == '.')
                points++;
            else if (line[at] == ',' && points == 0 && comma < 0 && MayDivideThousands(line, digits, group, at, decimalComma))
                (group, thousands) = (at + 1, thousands + 1);
            else if (line[at] == ',' && points == 0 && comma < 0 && thousands == 0 && MayBeDecimal(line, digits, at))
                comma = at;
            else if (!char.IsAsciiDigit(line[at]))
                break;
        }
        // A full stop that ends a sentence.
        if (points > 0 && line[at - 1] == '.' && (points > 1 || at == line.Length || line[at] is ' ' or '\t'))
            (at, points) = (at - 1, points - 1);
        int end = at;
        // 192.168.0.1 and 2.6.0 are no numbers.
        if (points > 1 || (points == 1 && comma >= 0))
        {
            number = new NumberSpan(double.NaN, end, false);
            return false;
        }
        end = WithExponent(line, end);
        bool read = TryParse(line[start..end], comma >= 0 ? comma - start : -1, thousands > 0, out double value);
        number = new NumberSpan(value, end, comma >= 0 && !decimalComma);
        return read;
    }

    private static int WithExponent(ReadOnlySpan<char> line, int end)
    {
        if (end >= line.Length - 1 || line[end] is not ('e' or 'E'))
            return end;
        int exponent = end + 1;
        if (line[exponent] is '-' or '+')
            exponent++;
        int digits = exponent;
        while (exponent < line.Length && char.IsAsciiDigit(line[exponent]))
            exponent++;
        return exponent > digits ? exponent : end;
    }

    private static bool TryParse(ReadOnlySpan<char> text, int comma, bool thousands, out double value)
    {
        if (comma < 0 && text[0] != '−')
        {
            NumberStyles styles = thousands ? NumberStyles.Float | NumberStyles.AllowThousands : NumberStyles.Float;
            return double.TryParse(text, styles, CultureInfo.InvariantCulture, out value);
        }
        value = double.NaN;
        Span<char> point = stackalloc char[64];
        if (text.Length > point.Length)
            return false;
        text.CopyTo(point);
        if (comma >= 0)
            point[comma] = '.';
        if (point[0] == '−')
            point[0] = '-';
        return double.TryParse(point[..text.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // 1,234.5 but neither 0,512 nor [1,200].
    private static bool MayDivideThousands(ReadOnlySpan<char> line, int digits, int group, int at, bool decimalComma)
    {
        int length = at - group;
        bool opens = group == digits;
        return !decimalComma && (opens ? length is >= 1 and <= 3 && line[digits] != '0' && !IsInList(line, digits) : length == 3)
            && EndOfDigits(line, at + 1) - at - 1 == 3;
    }

    // 0,512 and 2,35 but neither (0,95) nor 10,2,3 nor 1,0.5.
    private static bool MayBeDecimal(ReadOnlySpan<char> line, int digits, int at)
    {
        int end = EndOfDigits(line, at + 1);
        bool goesOn = end + 1 < line.Length && line[end] is ',' or '.' && char.IsAsciiDigit(line[end + 1]);
        return at > digits && end > at + 1 && !goesOn && !IsInList(line, digits);
    }

    private static bool IsInList(ReadOnlySpan<char> line, int start) =>
        start > 0 && (line[start - 1] is '[' or '(' or '{' || (start > 1 && line[start - 1] == ',' && char.IsAsciiDigit(line[start - 2])));

    private static int EndOfDigits(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && char.IsAsciiDigit(line[at]))
            at++;
        return at;
    }
}

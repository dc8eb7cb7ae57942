using System.Globalization;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Counts of so many: <c>450/1000</c>, <c>200/ 2983 batches</c>.</summary>
internal static class Fractions
{
    /// <summary>The number that a count runs up to; NaN when the number is no such count.</summary>
    internal static double Of(ReadOnlySpan<char> line, in NumberToken token)
    {
        int at = SkipBlanks(line, token.End);
        if (at >= line.Length || line[at] != '/' || !token.IsWhole || (token.Start > 0 && line[token.Start - 1] == '/'))
            return double.NaN;
        at = SkipBlanks(line, at + 1);
        int end = at;
        while (end < line.Length && (char.IsAsciiDigit(line[end]) || (line[end] == ',' && end > at)))
            end++;
        if (end > at && line[end - 1] == ',')
            end--;
        // 3/0.5 and 1/2/3 count nothing.
        bool goesOn = end < line.Length && (line[end] is '/' or '_' || char.IsLetter(line[end]) || (line[end] == '.' && end + 1 < line.Length && char.IsAsciiDigit(line[end + 1])));
        return end > at && !goesOn && double.TryParse(line[at..end], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double total)
            && total > 0 && token.Value <= total
            ? total
            : double.NaN;
    }

    private static int SkipBlanks(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
        return at;
    }
}

namespace GradWatch.Logs.ConsoleText;

/// <summary>Dates and times of day, which look like numbers: <c>2023-05-01</c>, <c>06/21 14:55:19</c>, <c>0:02:01</c>, <c>14:55:19,123</c>.</summary>
internal static class ClockText
{
    /// <summary>The end of a date or time that begins here; the start when none does.</summary>
    internal static int End(ReadOnlySpan<char> line, int start)
    {
        int at = start;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
            at++;
        if (at >= line.Length - 1 || line[at] is not (':' or '-' or '/' or '.') || !char.IsAsciiDigit(line[at + 1]))
            return start;
        char separator = line[at];
        int groups = 1;
        bool pairs = true;
        while (at < line.Length - 1 && line[at] == separator && char.IsAsciiDigit(line[at + 1]))
        {
            int group = ++at;
            while (at < line.Length && char.IsAsciiDigit(line[at]))
                at++;
            pairs &= at - group == 2;
            groups++;
        }
        bool isClock = separator switch
        {
            ':' => pairs,
            '.' => false,
            '/' => groups == 3 || (groups == 2 && TimeFollows(line, at)),
            _ => groups == 3,
        };
        return !isClock ? start : separator == ':' ? EndOfFraction(line, at) : at;
    }

    private static bool TimeFollows(ReadOnlySpan<char> line, int at) =>
        at + 5 < line.Length && line[at] == ' ' && char.IsAsciiDigit(line[at + 1]) && char.IsAsciiDigit(line[at + 2]) && line[at + 3] == ':'
        && char.IsAsciiDigit(line[at + 4]) && char.IsAsciiDigit(line[at + 5]);

    private static int EndOfFraction(ReadOnlySpan<char> line, int at)
    {
        if (at >= line.Length - 1 || line[at] is not ('.' or ',') || !char.IsAsciiDigit(line[at + 1]))
            return at;
        at++;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
            at++;
        return at;
    }
}

namespace GradWatch.Logs.ConsoleText;

/// <summary>Finds the name before a number: back over quotes, brackets and wrappers, over one separator, to where the name began.</summary>
/// <param name="line">The line.</param>
/// <param name="floor">Where the number before ended: no name reaches beyond.</param>
internal readonly ref struct NameFinder(ReadOnlySpan<char> line, int floor)
{
    private const int LongestName = 80;
    private readonly ReadOnlySpan<char> _line = line;

    internal (int Start, int End, bool Separated) Before(int number)
    {
        int end = SkipOpening(number);
        int separator = end > floor ? LengthOfSeparator(end) : 0;
        bool separated = separator > 0;
        end -= separator;
        if (!separated && end == number && (end <= floor || !IsIdeograph(_line[end - 1])))
            return (number, number, false);
        while (end > floor && _line[end - 1] is ' ' or '\t' or '"' or '\'' or ']' or '*' or '`' or '\\' || (end > floor && _line[end - 1] == ')' && !separated))
            end--;
        if (separated && end > floor && _line[end - 1] is '|' or '‖')
            return OfBars(end, number);
        int start = end;
        while (start > floor && end - start < LongestName && IsName(start - 1, separated))
            start--;
        while (start < end && !char.IsLetter(_line[start]) && _line[start] != '_')
            start++;
        return (start, start < end ? end : start, separated);
    }

    private int SkipOpening(int end)
    {
        while (end > floor && _line[end - 1] is ' ' or '\t' or '"' or '\'' or '[' or '(' or '*' or '`' or '\\')
        {
            end--;
            // np.float64( and tensor( stand between the separator and the number.
            if (_line[end] == '(')
            {
                while (end > floor && (IsWord(_line[end - 1]) || _line[end - 1] == '.'))
                    end--;
            }
        }
        return end;
    }

    // |g|, ||∇L||: the bars are part of the name.
    private (int Start, int End, bool Separated) OfBars(int end, int number)
    {
        int start = end;
        while (start > floor && _line[start - 1] is '|' or '‖')
            start--;
        int word = start;
        while (start > floor && (IsWord(_line[start - 1]) || _line[start - 1] == '∇'))
            start--;
        if (start == word || start <= floor || _line[start - 1] is not ('|' or '‖'))
            return (number, number, true);
        while (start > floor && _line[start - 1] is '|' or '‖')
            start--;
        return (start, end, true);
    }

    // Names have words joined by single blanks; two blanks, a bar, a comma or " - " end them.
    private bool IsName(int at, bool separated)
    {
        char c = _line[at];
        if (c == ' ')
            return at > floor && (char.IsLetterOrDigit(_line[at - 1]) || _line[at - 1] == ')') && (char.IsLetter(_line[at + 1]) || _line[at + 1] == '(');
        if (c == '-')
            return at > floor && IsWord(_line[at - 1]) && IsWord(_line[at + 1]);
        return IsWord(c) || c is '/' or '.' or '@' or '(' or ')' && separated;
    }

    private int LengthOfSeparator(int end) => _line[end - 1] switch
    {
        ':' or '=' or '：' or '＝' or '→' or '≈' or '~' => 1,
        '>' when end > floor + 1 && _line[end - 2] is '-' or '=' => 2,
        _ => 0,
    };

    /// <summary>True for a sign of Chinese or Japanese, which stand before numbers without a blank.</summary>
    internal static bool IsIdeograph(char c) => c >= '\u2e80' && char.IsLetter(c);

    internal static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    internal static int EndOfWord(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && IsWord(line[at]))
            at++;
        return at;
    }
}

using System.Globalization;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Finds the numbers of a line and the names that they stand under: <c>key: 1</c>, <c>key=1</c>, <c>'key': 1</c>, <c>key 1</c>.</summary>
/// <remarks>A hand-written scanner, not a regular expression: lines may be long, and nothing may backtrack over them.</remarks>
internal ref struct NumberScanner(ReadOnlySpan<char> line)
{
    private const int LongestName = 80;
    private readonly ReadOnlySpan<char> _line = line;
    private int _at;
    private int _previousEnd;

    /// <summary>The number in hand.</summary>
    internal NumberToken Current { get; private set; }

    /// <summary>Goes to the next number.</summary>
    internal bool Next()
    {
        while (_at < _line.Length)
        {
            char c = _line[_at];
            if (c is not (>= '0' and <= '9' or '-' or '+' or '.' or 'n' or 'N' or 'i' or 'I'))
            {
                _at++;
                continue;
            }
            // sd-2, model.3, v100: a part of a word, not a number.
            if (_at > 0 && IsWord(_line[_at - 1]))
            {
                _at++;
                SkipWord();
                continue;
            }
            if (TryNumber(out double value, out int end))
            {
                (int start, int nameEnd) = Name(_at);
                Current = new NumberToken(start, nameEnd, value, end);
                _at = _previousEnd = end;
                return true;
            }
            if (IsWord(c))
                SkipWord();
            else
                _at++;
        }
        return false;
    }

    /// <summary>What follows the number in hand as "/ 500": the number that it counts up to; NaN when nothing.</summary>
    internal readonly double Of()
    {
        int at = SkipBlanks(Current.End);
        if (at >= _line.Length || _line[at] != '/')
            return double.NaN;
        at = SkipBlanks(at + 1);
        int end = at;
        while (end < _line.Length && char.IsAsciiDigit(_line[end]))
            end++;
        return end > at && double.TryParse(_line[at..end], NumberStyles.None, CultureInfo.InvariantCulture, out double total) ? total : double.NaN;
    }

    private void SkipWord()
    {
        while (_at < _line.Length && IsWord(_line[_at]))
            _at++;
    }

    private readonly int SkipBlanks(int at)
    {
        while (at < _line.Length && _line[at] == ' ')
            at++;
        return at;
    }

    private readonly bool TryNumber(out double value, out int end)
    {
        end = _at;
        value = double.NaN;
        bool negative = _line[end] == '-';
        if (_line[end] is '-' or '+')
            end++;
        if (end < _line.Length && char.IsLetter(_line[end]))
            return TryWord(negative, ref end, out value);
        int start = end;
        while (end < _line.Length && (char.IsAsciiDigit(_line[end]) || _line[end] == '.' || IsThousand(end)))
            end++;
        if (end < _line.Length - 1 && end > start && _line[end] is 'e' or 'E')
        {
            int exponent = end + 1;
            if (_line[exponent] is '-' or '+')
                exponent++;
            int digits = exponent;
            while (exponent < _line.Length && char.IsAsciiDigit(_line[exponent]))
                exponent++;
            if (exponent > digits)
                end = exponent;
        }
        ReadOnlySpan<char> text = _line[_at..end];
        // A full stop that ends a sentence.
        if (text.Length > 1 && text[^1] == '.' && text[..^1].IndexOf('.') >= 0)
            text = text[..^1];
        return end > start && double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value);
    }

    // 1,234.5 but not the comma of a list: three digits must follow and no fourth, and a digit must stand before.
    private readonly bool IsThousand(int at) =>
        _line[at] == ',' && at > _at && at + 3 < _line.Length && char.IsAsciiDigit(_line[at - 1])
        && char.IsAsciiDigit(_line[at + 1]) && char.IsAsciiDigit(_line[at + 2]) && char.IsAsciiDigit(_line[at + 3])
        && (at + 4 >= _line.Length || !char.IsAsciiDigit(_line[at + 4]));

    private readonly bool TryWord(bool negative, ref int end, out double value)
    {
        int start = end;
        while (end < _line.Length && IsWord(_line[end]))
            end++;
        ReadOnlySpan<char> word = _line[start..end];
        value = double.NaN;
        if (word.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!word.Equals("inf", StringComparison.OrdinalIgnoreCase) && !word.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            return false;
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    /// <summary>The name before a number: back over quotes, brackets and wrappers, over one separator, to where the name began.</summary>
    private readonly (int Start, int End) Name(int number)
    {
        int end = number;
        while (end > _previousEnd && _line[end - 1] is ' ' or '\t' or '"' or '\'' or '[' or '(')
        {
            end--;
            // np.float64( and tensor( stand between the separator and the number.
            if (_line[end] == '(')
            {
                while (end > _previousEnd && (IsWord(_line[end - 1]) || _line[end - 1] == '.'))
                    end--;
            }
        }
        bool separated = end > _previousEnd && _line[end - 1] is ':' or '=';
        if (separated)
            end--;
        else if (end == number)
            return (number, number);
        while (end > _previousEnd && _line[end - 1] is ' ' or '\t' or '"' or '\'' or ']' or ')')
            end--;
        int start = end;
        while (start > _previousEnd && end - start < LongestName && IsName(start - 1, separated))
            start--;
        while (start < end && !char.IsLetter(_line[start]) && _line[start] != '_')
            start++;
        return start < end ? (start, end) : (number, number);
    }

    // Names have words joined by single blanks; two blanks, a bar, a comma or " - " end them.
    private readonly bool IsName(int at, bool separated)
    {
        char c = _line[at];
        if (c == ' ')
            return at > _previousEnd && char.IsLetterOrDigit(_line[at - 1]) && char.IsLetter(_line[at + 1]);
        if (c == '-')
            return at > _previousEnd && IsWord(_line[at - 1]) && IsWord(_line[at + 1]);
        return IsWord(c) || c is '/' or '.' or '@' or '(' or ')' && separated;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}

using System.Buffers;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Finds the numbers of a line and the names that they stand under: <c>key: 1</c>, <c>key=1</c>, <c>'key': 1</c>, <c>key 1</c>.</summary>
/// <remarks>A hand-written scanner, not a regular expression: lines may be long, and nothing may backtrack over them.</remarks>
internal ref struct NumberScanner(ReadOnlySpan<char> line, bool hasWords, bool decimalComma)
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private readonly ReadOnlySpan<char> _line = line;
    private int _at;

    // Where the next NaN or infinity may begin; -1 to be searched for.
    private int _word = hasWords ? -1 : int.MaxValue;
    private int _previousEnd;
    private int _endBeforePrevious;

    /// <summary>The number in hand.</summary>
    internal NumberToken Current { get; private set; }

    /// <summary>True when a number has been met whose comma can only be a decimal one.</summary>
    internal bool MetDecimalComma { get; private set; }

    /// <summary>Goes to the next number.</summary>
    internal bool Next()
    {
        while (NextStart() is var start && start < _line.Length)
        {
            // sd-2, model.3, v100: a part of a word, not a number.
            if (start > _previousEnd && NameFinder.IsWord(_line[start - 1]) && !NameFinder.IsIdeograph(_line[start - 1]))
            {
                _at = NameFinder.EndOfWord(_line, start);
                continue;
            }
            if (char.IsAsciiDigit(_line[start]) ? TakeDigits(start) : TakeWord(start))
                return true;
        }
        return false;
    }

    /// <summary>Takes the number in hand for no number after all: "nan iterations" is a name.</summary>
    internal void Reject() => _previousEnd = _endBeforePrevious;

    /// <summary>What follows the number in hand as "/ 500": the number that it counts up to; NaN when nothing.</summary>
    internal readonly double Of() => Fractions.Of(_line, Current);

    private int NextStart()
    {
        if (_word < _at)
        {
            int word = LineMarks.IndexOfNonFinite(_line[_at..]);
            _word = word < 0 ? int.MaxValue : _at + word;
        }
        int digit = _line[_at..].IndexOfAny(Digits);
        return Math.Min(digit < 0 ? _line.Length : _at + digit, _word);
    }

    private bool TakeDigits(int start)
    {
        int clock = ClockText.End(_line, start);
        if (clock > start)
        {
            _at = _previousEnd = clock;
            return false;
        }
        start = WithSign(start);
        if (!NumberSpan.TryRead(_line, start, decimalComma, out NumberSpan number))
        {
            _at = Math.Max(number.End, start + 1);
            return false;
        }
        MetDecimalComma |= number.HasDecimalComma;
        Take(start, number.End, number.Value);
        return true;
    }

    private readonly int WithSign(int start)
    {
        if (start > _previousEnd && _line[start - 1] == '.')
            start--;
        bool signed = start > _previousEnd && _line[start - 1] is '-' or '+' or '−';
        return signed && (start < 2 || !(NameFinder.IsWord(_line[start - 2]) || _line[start - 2] == ')')) ? start - 1 : start;
    }

    private bool TakeWord(int start)
    {
        int end = _line[start] == '∞' ? start + 1 : NameFinder.EndOfWord(_line, start);
        _at = end;
        if (!NumberText.TryParseWord(_line[start..end], out double value))
            return false;
        if (start > _previousEnd && _line[start - 1] is '-')
        {
            start--;
            value = -value;
        }
        // -nan(ind), as a Windows runtime writes it.
        if (_line[end..].StartsWith("(ind)"))
            end += "(ind)".Length;
        Take(start, end, value);
        return true;
    }

    private void Take(int start, int end, double value)
    {
        (int nameStart, int nameEnd, bool separated) = new NameFinder(_line, _previousEnd).Before(start);
        Current = new NumberToken(nameStart, nameEnd, value, start, end, separated);
        _endBeforePrevious = _previousEnd;
        _at = _previousEnd = end;
    }
}

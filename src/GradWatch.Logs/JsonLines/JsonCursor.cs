using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace GradWatch.Logs.JsonLines;

/// <summary>Walks the tokens of a JSON text in place. Python's bare words NaN, Infinity, None, True are taken too.</summary>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private const ulong LargestExact = 1UL << 53;
    private static readonly SearchValues<byte> StringEnd = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Nesting = SearchValues.Create("\"[]{}"u8);
    private static readonly double[] Tens = [.. Enumerable.Range(0, 23).Select(exponent => double.Parse($"1e{exponent}", CultureInfo.InvariantCulture))];
    private readonly ReadOnlySpan<byte> _json = json;
    private int _at;

    /// <summary>The byte after blanks; 0 at the end.</summary>
    internal byte Peek()
    {
        while ((uint)_at < (uint)_json.Length)
        {
            byte one = _json[_at];
            if (one is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return one;
            _at++;
        }
        return 0;
    }

    /// <summary>Passes the byte that was peeked at when it is this one.</summary>
    internal bool Take(byte one)
    {
        if (Peek() != one)
            return false;
        _at++;
        return true;
    }

    /// <summary>Passes a string and gives what is between its quotes, escapes as they stand.</summary>
    internal bool TryString(out ReadOnlySpan<byte> text, out bool escaped)
    {
        text = default;
        escaped = false;
        if (!Take((byte)'"'))
            return false;
        int start = _at;
        while (true)
        {
            int length = _json[_at..].IndexOfAny(StringEnd);
            if (length < 0)
                return false;
            _at += length;
            if (_json[_at++] == '"')
                break;
            escaped = true;
            if (_at++ >= _json.Length)
                return false;
        }
        text = _json[start..(_at - 1)];
        return true;
    }

    /// <summary>Passes an object or array without looking into it, however deep.</summary>
    internal bool SkipNested()
    {
        int depth = 0;
        do
        {
            int length = _json[_at..].IndexOfAny(Nesting);
            if (length < 0)
                return false;
            _at += length;
            byte found = _json[_at];
            if (found == '"')
            {
                if (!TryString(out _, out _))
                    return false;
                continue;
            }
            _at++;
            depth += found is (byte)'[' or (byte)'{' ? 1 : -1;
        }
        while (depth > 0);
        return true;
    }

    /// <summary>Passes the bytes of a number or bare word.</summary>
    internal ReadOnlySpan<byte> Word()
    {
        int start = _at;
        while (_at < _json.Length && _json[_at] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            _at++;
        return _json[start.._at];
    }

    /// <summary>The number that a word means; beyond the range of double it is infinite.</summary>
    internal static bool TryNumber(ReadOnlySpan<byte> word, out double value)
    {
        int at = !word.IsEmpty && word[0] == '-' ? 1 : 0;
        ulong digits = 0;
        int point = -1, start = at;
        for (; at < word.Length && digits < LargestExact; at++)
        {
            uint digit = (uint)word[at] - '0';
            if (digit <= 9)
                digits = digits * 10 + digit;
            else if (word[at] == '.' && point < 0)
                point = at;
            else
                break;
        }
        int places = point < 0 ? 0 : at - point - 1;
        // Both are exact as doubles, so that one division rounds as it should (Clinger, 1990). What is longer is left to the library.
        if (at == word.Length && at > start && digits < LargestExact && places < Tens.Length && word[^1] != '.' && word[start] != '.')
        {
            value = digits / Tens[places];
            value = word[0] == '-' ? -value : value;
            return true;
        }
        return (Utf8Parser.TryParse(word, out value, out int parsed) && parsed == word.Length) || PythonFloat.TryParse(word, out value);
    }
}

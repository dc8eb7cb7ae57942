using System.Text;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Cuts a stream into lines of characters in bounded memory. A carriage return ends a line too, as does a NUL.</summary>
internal sealed class TextLines(Stream content, int longest = TextLines.Longest)
{
    /// <summary>Bytes of a line of console text that are looked at; the rest of a longer one is passed over.</summary>
    internal const int Longest = 64 * 1024;

    private readonly byte[] _bytes = new byte[128 * 1024];
    private byte[] _line = new byte[1024];
    private char[] _characters = new char[1024];
    private int _start, _end, _length, _characterCount;
    private bool _newLine = true;

    /// <summary>The line's number, counted from 1 by line feeds.</summary>
    internal long Number { get; private set; }

    /// <summary>True when the line was longer than is looked at.</summary>
    internal bool Cut { get; private set; }

    /// <summary>True when zeros break the line off: the last number on it may be a part of one.</summary>
    internal bool BreaksOff { get; private set; }

    /// <summary>False for the last line of a stream that ends within it.</summary>
    internal bool HasEnd { get; private set; }

    /// <summary>The line without its end and without colour codes; valid until the next.</summary>
    internal ReadOnlySpan<char> Line => _characters.AsSpan(0, _characterCount);

    /// <summary>Goes to the next line that is not empty.</summary>
    internal bool Next()
    {
        _length = 0;
        Cut = false;
        HasEnd = true;
        BreaksOff = false;
        while (true)
        {
            if (_start == _end && !Fill())
            {
                HasEnd = false;
                return _length > 0 && Finish(_line.AsSpan(0, _length), true);
            }
            int at = _bytes.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r', (byte)0);
            if (at < 0)
            {
                Keep(_end - _start);
                continue;
            }
            ReadOnlySpan<byte> line = _bytes.AsSpan(_start, at);
            if (_length > 0 || at > longest)
            {
                Keep(at);
                line = _line.AsSpan(0, _length);
            }
            else
                _start += at;
            bool feed = _bytes[_start] == '\n';
            BreaksOff = _bytes[_start] == 0;
            PassEnd();
            if (!line.IsEmpty)
                return Finish(line, feed);
            if (feed)
                (Number, _newLine) = (_newLine ? Number + 1 : Number, true);
        }
    }

    // Zeros are what a power loss leaves of a line: they end it, however many.
    private void PassEnd()
    {
        if (_bytes[_start] != 0)
        {
            _start++;
            return;
        }
        int zeros = _bytes.AsSpan(_start, _end - _start).IndexOfAnyExcept((byte)0);
        _start = zeros < 0 ? _end : _start + zeros;
    }

    private bool Fill()
    {
        _start = 0;
        _end = content.Read(_bytes, 0, _bytes.Length);
        return _end > 0;
    }

    private void Keep(int count)
    {
        int kept = Math.Min(count, longest - _length);
        if (_length + kept > _line.Length)
            Array.Resize(ref _line, Math.Min(longest, Math.Max(_line.Length * 2, _length + kept)));
        _bytes.AsSpan(_start, kept).CopyTo(_line.AsSpan(_length));
        _length += kept;
        Cut |= kept < count;
        _start += count;
    }

    private bool Finish(ReadOnlySpan<byte> line, bool feed)
    {
        if (_newLine)
            Number++;
        _newLine = feed;
        if (line.Length > _characters.Length)
            _characters = new char[Math.Max(line.Length, Math.Min(longest, _characters.Length * 2))];
        int count = Encoding.UTF8.GetChars(line, _characters);
        _characterCount = WithoutColours(_characters, count);
        return true;
    }

    // ESC [ … letter
    private static int WithoutColours(char[] characters, int count)
    {
        if (characters.AsSpan(0, count).IndexOf('\u001b') < 0)
            return count;
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (characters[i] != '\u001b' || i + 1 >= count || characters[i + 1] != '[')
            {
                characters[kept++] = characters[i];
                continue;
            }
            i += 2;
            while (i < count && !char.IsAsciiLetter(characters[i]))
                i++;
        }
        return kept;
    }
}

using System.Text;

namespace GradWatch.Logs.ConsoleText;

/// <summary>Cuts a stream into lines of characters in bounded memory. A carriage return ends a line too: each state of a progress bar is one.</summary>
internal sealed class TextLines(Stream content)
{
    /// <summary>Bytes of a line that are looked at; the rest of a longer one is passed over.</summary>
    internal const int Longest = 64 * 1024;

    private readonly byte[] _bytes = new byte[128 * 1024];
    private readonly byte[] _line = new byte[Longest];
    private readonly char[] _characters = new char[Longest];
    private int _start, _end, _length, _characterCount;

    /// <summary>The line's number, counted from 1 by line feeds.</summary>
    internal long Number { get; private set; }

    /// <summary>True when the line was longer than is looked at.</summary>
    internal bool Cut { get; private set; }

    /// <summary>The line without its end and without colour codes; valid until the next.</summary>
    internal ReadOnlySpan<char> Line => _characters.AsSpan(0, _characterCount);

    private bool _newLine = true;

    /// <summary>Goes to the next line that is not empty.</summary>
    internal bool Next()
    {
        _length = 0;
        Cut = false;
        while (true)
        {
            if (_start == _end && !Fill())
                return _length > 0 && Finish();
            int at = _bytes.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r');
            Take(at < 0 ? _end - _start : at);
            if (at < 0)
                continue;
            bool feed = _bytes[_start++] == '\n';
            bool any = _length > 0;
            if (any && Finish(feed))
                return true;
            _newLine |= feed;
            if (feed && !any)
                Number += 1;
        }
    }

    private bool Fill()
    {
        _start = 0;
        _end = content.Read(_bytes, 0, _bytes.Length);
        return _end > 0;
    }

    private void Take(int count)
    {
        int kept = Math.Min(count, Longest - _length);
        _bytes.AsSpan(_start, kept).CopyTo(_line.AsSpan(_length));
        _length += kept;
        Cut |= kept < count;
        _start += count;
    }

    private bool Finish(bool feed = true)
    {
        if (_newLine)
            Number++;
        _newLine = feed;
        int count = Encoding.UTF8.GetChars(_line.AsSpan(0, _length), _characters);
        _characterCount = WithoutColours(_characters, count);
        _length = 0;
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

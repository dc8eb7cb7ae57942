using System.Buffers;

namespace GradWatch.Logs.JsonLines;

/// <summary>Cuts a stream into JSON objects by the depth of their braces, so that an object may span lines.</summary>
/// <remarks>
/// A line that begins and ends as an object does is given as it lies in the buffer (<see cref="IsLine"/>); when it turns out to
/// be something else, <see cref="GoBack"/> cuts it by its braces. An object beyond <see cref="LargestObject"/> is skipped, not
/// buffered. What stands between objects (an array's commas) is passed over.
/// </remarks>
internal sealed class JsonObjects(Stream content, int outerDepth = 0)
{
    /// <summary>Bytes that one object may have.</summary>
    internal const int LargestObject = 16 << 20;

    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\\n\0"u8);
    private static readonly SearchValues<byte> InObject = SearchValues.Create("\"{}\n\0"u8);
    private static readonly SearchValues<byte> Outside = SearchValues.Create("{\n"u8);
    private readonly byte[] _input = new byte[128 * 1024];
    private byte[] _object = new byte[4096];
    private int _start, _end, _length;
    private int _lineStart, _cutUntil;
    private int _depth;
    private bool _inString, _escaped, _ended;

    /// <summary>The line on which the object begins, counted from 1.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>True when the object in hand was too large and is not there.</summary>
    internal bool TooLarge { get; private set; }

    /// <summary>True when the stream ended inside an object.</summary>
    internal bool Torn { get; private set; }

    /// <summary>True when the object in hand is a line that has not been looked into.</summary>
    internal bool IsLine { get; private set; }

    /// <summary>The object in hand, valid until the next.</summary>
    internal ReadOnlySpan<byte> Object => IsLine ? _input.AsSpan(_lineStart, _length) : _object.AsSpan(0, _length);

    private long _line = 1;

    /// <summary>Goes to the next object.</summary>
    internal bool Next()
    {
        _length = 0;
        TooLarge = false;
        IsLine = false;
        while (true)
        {
            if (_start == _end && !Fill())
            {
                Torn = _depth > outerDepth || _inString;
                return false;
            }
            if (_inString ? PassString() : _depth > outerDepth ? PassObject() : TakeLine() || PassOutside())
                return true;
        }
    }

    /// <summary>Begins the line in hand again, to be cut by its braces.</summary>
    internal void GoBack()
    {
        _cutUntil = _start;
        _start = _lineStart;
        _line = Line;
    }

    private bool TakeLine()
    {
        if (_start < _cutUntil || _input[_start] != '{')
            return false;
        int length = _input.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        // The rest of a line is fetched, unless the object is there already: a file that grows may not go on.
        if (length < 0 && _input[_end - 1] != '}' && _end - _start <= _input.Length / 2 && FillUp())
            length = _input.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        if (length < 0)
            return false;
        ReadOnlySpan<byte> line = _input.AsSpan(_start, length).TrimEnd(" \t\r,]"u8);
        if (line[^1] != '}')
            return false;
        (IsLine, _lineStart, _length) = (true, _start, line.Length);
        Line = _line++;
        _start += length + 1;
        return true;
    }

    private bool FillUp()
    {
        _input.AsSpan(_start, _end - _start).CopyTo(_input);
        (_start, _end, _cutUntil) = (0, _end - _start, 0);
        int read = content.Read(_input, _end, _input.Length - _end);
        _end += read;
        return read > 0;
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        _start = 0;
        _cutUntil = 0;
        _end = content.Read(_input, 0, _input.Length);
        _ended = _end == 0;
        return !_ended;
    }

    private bool PassOutside()
    {
        int at = _input.AsSpan(_start, _end - _start).IndexOfAny(Outside);
        if (at < 0)
        {
            _start = _end;
            return false;
        }
        _start += at;
        if (_input[_start] == '\n')
        {
            _line++;
            _start++;
            return false;
        }
        Line = _line;
        _depth++;
        Copy(1);
        return false;
    }

    private bool PassObject()
    {
        int at = _input.AsSpan(_start, _end - _start).IndexOfAny(InObject);
        if (at < 0)
        {
            Copy(_end - _start);
            return false;
        }
        Copy(at);
        byte found = _input[_start];
        switch (found)
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{':
                _depth++;
                break;
            case (byte)'}':
                _depth--;
                break;
            case (byte)'\n':
                _line++;
                // An object that begins on a line of its own while another is open: that other was torn by a crash.
                if (_depth > outerDepth && NextLineBeginsObject())
                    return Abandon();
                break;
            default:
                // Zeros: what a power loss leaves of a line.
                return Abandon();
        }
        Copy(1);
        return _depth == outerDepth;
    }

    private bool PassString()
    {
        if (_escaped)
        {
            _escaped = false;
            Copy(1);
            return false;
        }
        int at = _input.AsSpan(_start, _end - _start).IndexOfAny(InString);
        if (at < 0)
        {
            Copy(_end - _start);
            return false;
        }
        Copy(at);
        byte found = _input[_start];
        if (found is (byte)'\n' or 0)
        {
            // A string does not go over a line: the object was torn.
            _line += found == 0 ? 0 : 1;
            return Abandon();
        }
        _escaped = found == '\\';
        _inString = found != '"';
        Copy(1);
        return false;
    }

    private bool NextLineBeginsObject() => outerDepth == 0 && _start + 2 < _end && _input[_start + 1] == '{' && _input[_start + 2] == '"';

    private bool Abandon()
    {
        _start++;
        _inString = false;
        _depth = outerDepth;
        return true;
    }

    private void Copy(int count)
    {
        if (!TooLarge && _length + count > LargestObject)
            (TooLarge, _length) = (true, 0);
        if (!TooLarge)
        {
            if (_length + count > _object.Length)
                Array.Resize(ref _object, Math.Max(_object.Length * 2, _length + count));
            _input.AsSpan(_start, count).CopyTo(_object.AsSpan(_length));
            _length += count;
        }
        _start += count;
    }
}

using System.Buffers;

namespace GradWatch.Logs.JsonLines;

/// <summary>Cuts a stream into JSON objects by the depth of their braces, so that an object may span lines.</summary>
/// <remarks>
/// On the way, the bare words NaN, Infinity and -Infinity, which Python writes and JSON does not know, are put into quotes. An
/// object beyond <see cref="LargestObject"/> is skipped, not buffered. What stands between objects (an array's commas) is passed over.
/// </remarks>
internal sealed class JsonObjects(Stream content, int outerDepth = 0)
{
    /// <summary>Bytes that one object may have.</summary>
    internal const int LargestObject = 16 << 20;

    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\\n\0"u8);
    private static readonly SearchValues<byte> InObject = SearchValues.Create("\"{}NI\n\0"u8);
    private static readonly SearchValues<byte> Outside = SearchValues.Create("{\n"u8);
    private readonly byte[] _input = new byte[128 * 1024];
    private byte[] _object = new byte[4096];
    private int _start, _end, _length;
    private int _depth;
    private bool _inString, _escaped, _ended;

    /// <summary>The line on which the object begins, counted from 1.</summary>
    internal long Line { get; private set; } = 1;

    /// <summary>True when the object in hand was too large and is not there.</summary>
    internal bool TooLarge { get; private set; }

    /// <summary>True when the stream ended inside an object.</summary>
    internal bool Torn { get; private set; }

    /// <summary>The object in hand, valid until the next.</summary>
    internal ReadOnlySpan<byte> Object => _object.AsSpan(0, _length);

    private long _line = 1;

    /// <summary>Goes to the next object.</summary>
    internal bool Next()
    {
        _length = 0;
        TooLarge = false;
        while (true)
        {
            if (_start == _end && !Fill())
            {
                Torn = _depth > outerDepth || _inString;
                return false;
            }
            if (_inString ? PassString() : _depth == outerDepth ? PassOutside() : PassObject())
                return true;
        }
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        _start = 0;
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
            case 0:
                // What a power loss leaves of a line.
                return Abandon();
            default:
                QuoteWord(found == 'N' ? "NaN"u8 : "Infinity"u8);
                return false;
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

    private void QuoteWord(ReadOnlySpan<byte> word)
    {
        bool negative = _length > 0 && _object[_length - 1] == '-';
        if (negative)
            _length--;
        Append((byte)'"');
        if (negative)
            Append((byte)'-');
        // Taken by its first letter; the rest follows letter by letter, whatever the buffer holds.
        int taken = 0;
        while (taken < word.Length && (_start < _end || Fill()) && _input[_start] == word[taken])
        {
            Append(_input[_start++]);
            taken++;
        }
        Append((byte)'"');
    }

    private void Append(byte one)
    {
        if (TooLarge)
            return;
        if (_length == _object.Length)
            Array.Resize(ref _object, _object.Length * 2);
        _object[_length++] = one;
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

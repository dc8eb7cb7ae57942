using System.Text;
using System.Text.Json;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.JsonLines;

/// <summary>The numbers of one JSON object, nested ones under names joined with a slash.</summary>
/// <remarks>
/// Not read with Utf8JsonReader, which refuses Python's NaN and whose tokens would have to be looked at once more: a log of
/// 1 GB holds some sixty million numbers, most of them of no use (<c>reading</c> of the benchmarks prints both rates).
/// </remarks>
internal sealed class JsonRow(KeyTable keys)
{
    private const int Deepest = 64;
    private const int LongestText = 48;
    private readonly byte[] _path = new byte[KeyTable.LongestName];
    private readonly int[] _prefix = new int[Deepest];

    /// <summary>Fills a row from a text that is an object; false when it is not JSON.</summary>
    internal bool Fill(ReadOnlySpan<byte> json, LogRow row)
    {
        var cursor = new JsonCursor(json);
        if (!cursor.Take((byte)'{'))
            return false;
        for (int depth = 0; ;)
        {
            if (cursor.Take((byte)'}'))
                depth--;
            else if (!Property(ref cursor, ref depth, row, out bool opened))
                return false;
            else if (opened)
                continue;
            if (depth < 0)
                return cursor.Peek() == 0;
            if (!cursor.Take((byte)',') && cursor.Peek() != '}')
                return false;
        }
    }

    private bool Property(ref JsonCursor cursor, ref int depth, LogRow row, out bool opened)
    {
        opened = false;
        if (!cursor.TryString(out ReadOnlySpan<byte> name, out bool escaped) || !cursor.Take((byte)':'))
            return false;
        switch (cursor.Peek())
        {
            case (byte)'"':
                if (!cursor.TryString(out ReadOnlySpan<byte> text, out _))
                    return false;
                AddText(Named(name, escaped, depth), text, row);
                return true;
            case (byte)'[':
                return cursor.SkipNested();
            case (byte)'{':
                int length = depth + 1 < Deepest ? Join(name, escaped, depth) : -1;
                if (length < 0)
                    return cursor.SkipNested();
                opened = cursor.Take((byte)'{');
                _prefix[++depth] = length;
                return true;
            default:
                return AddNumber(Named(name, escaped, depth), cursor.Word(), row);
        }
    }

    private bool AddNumber(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word, LogRow row)
    {
        if (word.IsEmpty || word[0] is (byte)'t' or (byte)'f' or (byte)'T' or (byte)'F' || word.StartsWith("nu"u8) || word.StartsWith("No"u8))
            return !word.IsEmpty;
        if (name.IsEmpty)
            return true;
        LogKey key = keys.Intern(name);
        if (key.IsUnused)
            return true;
        if (!JsonCursor.TryNumber(word, out double value))
            return false;
        row.Add(key, value);
        return true;
    }

    private void AddText(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, LogRow row)
    {
        if (text.Length is 0 or > LongestText || name.IsEmpty)
            return;
        Span<char> characters = stackalloc char[LongestText];
        ReadOnlySpan<char> value = characters[..Encoding.UTF8.GetChars(text, characters)];
        if (char.IsLetter(value[0]) && name.Length < 64)
        {
            Span<char> key = stackalloc char[64];
            if (RowPhase.IsNamedBy(key[..Encoding.UTF8.GetChars(name, key)]))
                row.IsEvaluation = RowPhase.IsEvaluation(value);
        }
        // "10/438": a step of so many.
        int slash = value.IndexOf('/');
        if (slash > 0)
            value = value[..slash];
        if (NumberText.TryParse(value, out double number) && keys.Intern(name) is { IsUnused: false } named)
            row.Add(named, number);
    }

    /// <summary>The whole name of a property; empty when it is too long or damaged, so that its value means nothing.</summary>
    private ReadOnlySpan<byte> Named(ReadOnlySpan<byte> name, bool escaped, int depth)
    {
        if (depth == 0 && !escaped)
            return name;
        int length = Join(name, escaped, depth);
        return length < 0 ? default : _path.AsSpan(0, length);
    }

    private int Join(ReadOnlySpan<byte> name, bool escaped, int depth)
    {
        int start = depth == 0 ? 0 : _prefix[depth];
        if (name.Length + start + 1 > _path.Length)
            return -1;
        if (start > 0)
            _path[start++] = (byte)'/';
        if (escaped)
            return Unescape(name, start);
        name.CopyTo(_path.AsSpan(start));
        return start + name.Length;
    }

    private int Unescape(ReadOnlySpan<byte> name, int start)
    {
        try
        {
            var reader = new Utf8JsonReader((ReadOnlySpan<byte>)[(byte)'"', .. name, (byte)'"']);
            return reader.Read() ? start + reader.CopyString(_path.AsSpan(start)) : -1;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return -1;
        }
    }
}

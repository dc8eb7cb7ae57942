using System.Text;
using System.Text.Json;
using GradWatch.Logs.Mapping;

namespace GradWatch.Logs.JsonLines;

/// <summary>The numbers of one JSON object, nested ones under names joined with a slash.</summary>
internal sealed class JsonRow(KeyTable keys)
{
    private readonly byte[] _path = new byte[1024];
    private readonly int[] _prefix = new int[64];

    /// <summary>Fills a row from an object; false when it is not JSON, or not UTF-8 in its names.</summary>
    internal bool Fill(ReadOnlySpan<byte> json, LogRow row)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        int arrays = 0, length = 0, depth = 0;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray:
                        arrays++;
                        break;
                    case JsonTokenType.EndArray:
                        arrays--;
                        break;
                    case JsonTokenType.PropertyName when arrays == 0:
                        length = Name(reader, depth);
                        break;
                    case JsonTokenType.StartObject when arrays == 0:
                        _prefix[Math.Min(++depth, _prefix.Length - 1)] = depth > 1 ? (length < 0 ? _path.Length : length) : 0;
                        break;
                    case JsonTokenType.EndObject when arrays == 0:
                        depth--;
                        break;
                    case JsonTokenType.Number when arrays == 0 && length >= 0:
                        row.Add(keys.Intern(_path.AsSpan(0, length)), Number(reader));
                        break;
                    case JsonTokenType.String when arrays == 0 && length >= 0:
                        Text(reader, length, row);
                        break;
                }
            }
            return true;
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private int Name(in Utf8JsonReader reader, int depth)
    {
        int start = _prefix[Math.Min(depth, _prefix.Length - 1)];
        if (start > 0 && start < _path.Length)
            _path[start++] = (byte)'/';
        if (reader.ValueSpan.Length > _path.Length - start)
            return -1;
        return start + reader.CopyString(_path.AsSpan(start));
    }

    private static double Number(in Utf8JsonReader reader) =>
        reader.TryGetDouble(out double value) ? value : reader.ValueSpan[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;

    private void Text(in Utf8JsonReader reader, int length, LogRow row)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (text.Length is 0 or > 48)
            return;
        ReadOnlySpan<byte> name = _path.AsSpan(0, length);
        Span<char> characters = stackalloc char[48];
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
        if (NumberText.TryParse(value, out double number))
            row.Add(keys.Intern(name), number);
    }
}

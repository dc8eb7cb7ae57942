using System.Text.Json;
using GradWatch.Logs.Checkpoints;
using GradWatch.Wording;

namespace GradWatch.Logs.Safetensors;

/// <summary>From the JSON of a header to its entries, token by token: no more is kept than what is asked for.</summary>
internal ref struct HeaderParser
{
    private const string MetadataName = "__metadata__";
    private const int MostTensors = 500_000;
    private const int MostDimensions = 64;
    private const int MostMetadata = 256;
    private const int LongestMetadata = 4096;

    private readonly MappedFile _file;
    private readonly long _data;
    private Utf8JsonReader _json;

    private HeaderParser(ReadOnlySpan<byte> header, MappedFile file)
    {
        _file = file;
        _data = SafetensorsFile.LengthBytes + header.Length;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 16 });
    }

    private readonly long Place => SafetensorsFile.LengthBytes + _json.TokenStartIndex;

    internal static SafetensorsHeader Parse(ReadOnlySpan<byte> header, MappedFile file)
    {
        var parser = new HeaderParser(header, file);
        try
        {
            return parser.Parse();
        }
        catch (JsonException)
        {
            throw parser.Fail(SafetensorsFile.LengthBytes + parser._json.BytesConsumed, "not_json");
        }
        catch (InvalidOperationException)
        {
            // A string with bytes that are not UTF-8, or a number where a text stands.
            throw parser.Fail(parser.Place, "not_json");
        }
    }

    private SafetensorsHeader Parse()
    {
        List<HeaderEntry> entries = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Expect(JsonTokenType.StartObject);
        while (Next() == JsonTokenType.PropertyName)
        {
            long place = Place;
            string name = _json.GetString()!;
            if (!names.Add(name))
                throw Fail(place, "duplicate", TensorNames.Printable(name));
            if (name == MetadataName)
                ParseMetadata(metadata);
            else
                entries.Add(ParseEntry(name, place));
            if (entries.Count > MostTensors)
                throw Fail(place, "too_many", MostTensors);
        }
        // Only spaces may follow.
        if (_json.Read())
            throw Fail(Place, "not_json");
        return new SafetensorsHeader(entries, metadata);
    }

    private void ParseMetadata(Dictionary<string, string> metadata)
    {
        long place = Place;
        if (Next() == JsonTokenType.Null)
            return;
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Fail(place, "metadata");
        while (Next() == JsonTokenType.PropertyName)
        {
            string key = _json.GetString()!;
            if (Next() != JsonTokenType.String)
                throw Fail(Place, "metadata");
            if (metadata.Count < MostMetadata && _json.ValueSpan.Length <= LongestMetadata)
                metadata[key] = _json.GetString()!;
        }
    }

    private HeaderEntry ParseEntry(string name, long place)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        if (Next() != JsonTokenType.StartObject)
            throw Fail(place, "entry", TensorNames.Printable(name));
        while (Next() == JsonTokenType.PropertyName)
        {
            string key = _json.GetString()!;
            bool again = key switch { "dtype" => type is not null, "shape" => shape is not null, "data_offsets" => offsets is not null, _ => false };
            if (again)
                throw Fail(Place, "duplicate", TensorNames.Printable($"{name}: {key}"));
            Next();
            if (key == "dtype" && _json.TokenType == JsonTokenType.String)
                type = _json.GetString();
            else if (key == "shape")
                shape = ParseSizes(name);
            else if (key == "data_offsets")
                offsets = ParseSizes(name);
            else
                _json.Skip();
        }
        if (type is null || shape is null || offsets is not { Count: 2 })
            throw Fail(place, "entry", TensorNames.Printable(name));
        return Check(name, place, type, shape, offsets[0], offsets[1]);
    }

    private readonly HeaderEntry Check(string name, long place, string typeName, List<long> shape, long begin, long end)
    {
        string shown = TensorNames.Printable(name);
        if (!ElementTypes.TryParse(typeName, out ElementType type) || type is ElementType.C32 or ElementType.C128)
            throw Fail(place, "dtype", shown, TensorNames.Printable(typeName));
        UInt128 bits = (UInt128)type.Bits();
        bool empty = shape.Contains(0);
        foreach (long size in shape)
        {
            bits *= (UInt128)size;
            if (!empty && bits > long.MaxValue)
                throw Fail(place, "shape", shown);
        }
        if (begin > end || end > _file.Length - _data)
            throw Fail(place, "offsets", shown, begin, end, _file.Length - _data);
        if (empty)
            bits = 0;
        if ((bits & 7) != 0)
            throw Fail(place, "packed", shown, type.Name());
        if (bits / 8 != (UInt128)(end - begin))
            throw Fail(place, "size", shown, type.Name(), string.Join('×', shape), (long)(bits / 8), end - begin);
        var tensor = new TensorEntry { Name = name, Type = type, Shape = shape.ToArray(), File = _file, Offset = _data + begin };
        return new HeaderEntry(tensor, begin, end, place);
    }

    private List<long> ParseSizes(string name)
    {
        long place = Place;
        List<long> sizes = [];
        if (_json.TokenType != JsonTokenType.StartArray)
            throw Fail(place, "entry", TensorNames.Printable(name));
        while (Next() != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long size) || size < 0 || sizes.Count == MostDimensions)
                throw Fail(Place, "shape", TensorNames.Printable(name));
            sizes.Add(size);
        }
        return sizes;
    }

    private JsonTokenType Next() => _json.Read() ? _json.TokenType : throw new JsonException();

    private void Expect(JsonTokenType type)
    {
        if (Next() != type)
            throw new JsonException();
    }

    private readonly UnreadableLogException Fail(long place, string key, params object[] arguments) =>
        new(_file.Path, new Sentence("checkpoint.safetensors." + key, arguments), offset: place);
}

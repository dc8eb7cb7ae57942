using System.Text.Json;
using GradWatch.Wording;

namespace GradWatch.Logs.Checkpoints;

/// <summary>An index of shards, <c>*.index.json</c>: which tensor is in which file. The files are beside it, and nowhere else.</summary>
internal sealed class ShardIndex
{
    private const int LargestIndex = 100_000_000;
    private const int MostTensors = 500_000;
    private const int MostShards = 4096;

    private readonly string _path;
    private readonly Dictionary<string, (string Shard, long Place)> _tensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _shards = new(TensorNames.Order);

    private ShardIndex(string path) => _path = path;

    /// <summary>The shards, each once.</summary>
    internal IReadOnlyList<string> Files => [.. _shards.Keys.Select(shard => Path.Combine(Folder, shard))];

    private string Folder => Path.GetDirectoryName(_path) ?? "";

    /// <summary>Reads an index and checks that its shards are there.</summary>
    /// <exception cref="UnreadableLogException">It is not JSON, names a file elsewhere, or a shard is missing.</exception>
    internal static ShardIndex Read(string path)
    {
        var index = new ShardIndex(path);
        using var file = new MappedFile(path);
        if (file.Length > LargestIndex)
            throw index.Fail(0, "limit");
        using MappedWindow window = file.Map(0, file.Length);
        var json = new Utf8JsonReader(window.Bytes(0, (int)file.Length), new JsonReaderOptions { MaxDepth = 16 });
        try
        {
            index.Parse(ref json);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException)
        {
            throw index.Fail(json.BytesConsumed, "not_json");
        }
        if (index._shards.Count == 0)
            throw index.Fail(0, "no_map");
        foreach ((string shard, long place) in index._shards)
        {
            if (!File.Exists(Path.Combine(index.Folder, shard)))
                throw index.Fail(place, "missing", TensorNames.Printable(shard));
        }
        return index;
    }

    /// <summary>Compares what the index says with what the shards hold.</summary>
    internal IEnumerable<Sentence> Check(IReadOnlyList<TensorEntry> tensors)
    {
        Dictionary<string, TensorEntry> held = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
        foreach ((string name, (string shard, long place)) in _tensors)
        {
            if (!held.TryGetValue(name, out TensorEntry? tensor) || Path.GetFileName(tensor.File.Path) != shard)
                throw Fail(place, "not_held", TensorNames.Printable(name), TensorNames.Printable(shard));
        }
        int unnamed = tensors.Count(tensor => !_tensors.ContainsKey(tensor.Name));
        return unnamed > 0 ? [new Sentence("checkpoint.index.unnamed", unnamed)] : [];
    }

    private void Parse(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isMap = json.ValueTextEquals("weight_map"u8);
            json.Read();
            if (isMap && json.TokenType == JsonTokenType.StartObject)
                ParseMap(ref json);
            else
                json.Skip();
        }
        if (json.Read())
            throw new JsonException();
    }

    private void ParseMap(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            long place = json.TokenStartIndex;
            string name = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String)
                throw new JsonException();
            string shard = json.GetString()!;
            if (!IsBeside(shard))
                throw Fail(json.TokenStartIndex, "elsewhere", TensorNames.Printable(shard));
            if (!_tensors.TryAdd(name, (shard, place)))
                throw Fail(place, "duplicate", TensorNames.Printable(name));
            _shards.TryAdd(shard, json.TokenStartIndex);
            if (_tensors.Count > MostTensors || _shards.Count > MostShards)
                throw Fail(place, "limit");
        }
    }

    // A weight map comes from somebody else: it may not lead out of its directory.
    private static bool IsBeside(string shard) =>
        shard.Length is > 0 and <= 255 && shard is not ("." or "..") && shard.AsSpan().IndexOfAny("/\\:\0") < 0;

    private UnreadableLogException Fail(long place, string key, params object[] arguments) =>
        new(_path, new Sentence("checkpoint.index." + key, arguments), offset: place);
}

using System.Text;

namespace GradWatch.Logs;

/// <summary>The names that occur in a log, each once. Looks a name up by its characters or UTF-8 bytes without allocating.</summary>
public sealed class KeyTable
{
    private const int LongestOnStack = 256;
    private readonly List<LogKey> _keys = [];
    private readonly Dictionary<string, LogKey> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogKey>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <summary>An empty table.</summary>
    public KeyTable() => _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keys, by index.</summary>
    public IReadOnlyList<LogKey> Keys => _keys;

    /// <summary>The key of a name, added when it is new.</summary>
    public LogKey Intern(ReadOnlySpan<char> name)
    {
        if (_bySpan.TryGetValue(name, out LogKey? key))
            return key;
        key = new LogKey(name.ToString(), _keys.Count);
        _keys.Add(key);
        _byName.Add(key.Name, key);
        return key;
    }

    /// <summary>The key of a name in UTF-8, added when it is new. Invalid bytes become U+FFFD.</summary>
    public LogKey Intern(ReadOnlySpan<byte> utf8)
    {
        Span<char> characters = utf8.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[utf8.Length];
        int length = Encoding.UTF8.GetChars(utf8, characters);
        return Intern(characters[..length]);
    }
}

using System.Text;

namespace GradWatch.Logs;

/// <summary>The names that occur in a log, each once. Looks a name up by its characters or UTF-8 bytes without allocating.</summary>
public sealed class KeyTable
{
    /// <summary>Names that are told apart. All later ones share one key, whose values mean nothing.</summary>
    internal const int MostNames = 1 << 16;

    /// <summary>Characters of a name. A longer one is no name but a text, and gets the key of what means nothing.</summary>
    internal const int LongestName = 1024;

    private const int LongestOnStack = 256;
    private const string Unnamed = "…";
    private readonly List<LogKey> _keys = [];
    private readonly Dictionary<string, LogKey> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogKey>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private LogKey? _unnamed;
    private LogKey? _last;

    /// <summary>An empty table.</summary>
    public KeyTable() => _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The keys, by index.</summary>
    public IReadOnlyList<LogKey> Keys => _keys;

    /// <summary>True when there were more names than are told apart.</summary>
    internal bool Overflows { get; private set; }

    /// <summary>The key of a name, added when it is new.</summary>
    public LogKey Intern(ReadOnlySpan<char> name)
    {
        if (_bySpan.TryGetValue(name, out LogKey? key))
            return key;
        if (name.Length > LongestName)
            return _unnamed ??= Add(Unnamed);
        Overflows |= _keys.Count >= MostNames;
        return Overflows ? _unnamed ??= Add(Unnamed) : Add(name.ToString());
    }

    /// <summary>The key of a name in UTF-8, added when it is new. Invalid bytes become U+FFFD.</summary>
    public LogKey Intern(ReadOnlySpan<byte> utf8)
    {
        if (_last?.Next is { } expected && utf8.SequenceEqual(expected.Utf8))
            return _last = expected;
        LogKey key = Find(utf8);
        if (_last is not null)
            _last.Next = key;
        return _last = key;
    }

    private LogKey Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestName)
            return _unnamed ??= Add(Unnamed);
        Span<char> characters = utf8.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[utf8.Length];
        int length = Encoding.UTF8.GetChars(utf8, characters);
        return Intern(characters[..length]);
    }

    private LogKey Add(string name)
    {
        var key = new LogKey(name, _keys.Count);
        _keys.Add(key);
        _byName.TryAdd(name, key);
        return key;
    }
}

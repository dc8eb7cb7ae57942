using System.Text;

namespace GradWatch.Logs;

/// <summary>A name that a log gives to a value, interned: one object for each name and log.</summary>
public sealed class LogKey
{
    internal LogKey(string name, int index) => (Name, Index, Utf8) = (name, index, Encoding.UTF8.GetBytes(name));

    /// <summary>The name as the log writes it, e.g. <c>train/loss</c>.</summary>
    public string Name { get; }

    /// <summary>Position in the log's <see cref="KeyTable"/>, counted from 0: use it to index arrays.</summary>
    public int Index { get; }

    /// <summary>True when nothing is made of the key's values: a reader may leave them out and need not even parse them.</summary>
    internal bool IsUnused { get; set; }

    /// <summary>The name in UTF-8.</summary>
    internal byte[] Utf8 { get; }

    /// <summary>The key that came after this one the last time: rows of a log are alike.</summary>
    internal LogKey? Next { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

namespace GradWatch.Logs;

/// <summary>A name that a log gives to a value, interned: one object for each name and log.</summary>
public sealed class LogKey
{
    internal LogKey(string name, int index) => (Name, Index) = (name, index);

    /// <summary>The name as the log writes it, e.g. <c>train/loss</c>.</summary>
    public string Name { get; }

    /// <summary>Position in the log's <see cref="KeyTable"/>, counted from 0: use it to index arrays.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

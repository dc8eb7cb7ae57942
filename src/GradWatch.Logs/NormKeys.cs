namespace GradWatch.Logs;

/// <summary>The two names under which a histogram's norms are reported: <c>tag#l2</c> and <c>tag#max</c>.</summary>
internal sealed class NormKeys(KeyTable keys)
{
    private readonly KeyTable _tags = new();
    private (LogKey? L2, LogKey? Max)[] _byTag = new (LogKey?, LogKey?)[16];

    /// <summary>The tag of a histogram. It is not a key of the log, because no value has that name.</summary>
    public LogKey Tag(ReadOnlySpan<byte> utf8) => _tags.Intern(utf8);

    /// <summary>The tag of a histogram, from a name.</summary>
    public LogKey Tag(string name) => _tags.Intern(name);

    /// <summary>Adds both norms of a histogram to a row; nothing of an empty histogram. The tag is one of
    /// <see cref="Tag(string)"/>.</summary>
    public void Add(LogRow row, LogKey tag, HistogramNorms norms)
    {
        if (!norms.IsKnown)
            return;
        if (tag.Index >= _byTag.Length)
            Array.Resize(ref _byTag, Math.Max(tag.Index + 1, _byTag.Length * 2));
        ref (LogKey? L2, LogKey? Max) derived = ref _byTag[tag.Index];
        derived.L2 ??= keys.Intern(tag.Name + "#l2");
        derived.Max ??= keys.Intern(tag.Name + "#max");
        row.Add(derived.L2, norms.L2);
        row.Add(derived.Max, norms.Max);
    }
}

namespace GradWatch.Logs;

/// <summary>The two names under which a histogram's norms are reported: <c>tag#l2</c> and <c>tag#max</c>.</summary>
internal sealed class NormKeys(KeyTable keys)
{
    private (LogKey? L2, LogKey? Max)[] _byTag = new (LogKey?, LogKey?)[16];

    /// <summary>Adds both norms of a histogram to a row; a norm that is not known (NaN of an empty histogram) is left out.</summary>
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

namespace GradWatch.Logs.Checkpoints;

/// <summary>The order in which the elements of a tensor are visited: nested loops, the innermost last, as few as possible.</summary>
/// <param name="Sizes">How often each loop runs.</param>
/// <param name="Strides">How many elements each loop moves on.</param>
internal sealed record ElementLayout(long[] Sizes, long[] Strides)
{
    /// <summary>True when the elements stand one after the other.</summary>
    internal bool IsDense => Sizes.Length == 0 || (Sizes.Length == 1 && Strides[0] == 1);

    /// <summary>The order of the indices.</summary>
    internal static ElementLayout Logical(TensorEntry entry) => Of(entry, [.. Enumerable.Range(0, entry.Shape.Count)]);

    /// <summary>The order of the memory: a transposed tensor is read as it lies.</summary>
    internal static ElementLayout AsStored(TensorEntry entry) => entry.Strides is null
        ? Logical(entry)
        : Of(entry, [.. Enumerable.Range(0, entry.Shape.Count).OrderByDescending(i => entry.Strides[i])]);

    private static ElementLayout Of(TensorEntry entry, int[] order)
    {
        IReadOnlyList<long> shape = entry.Shape;
        IReadOnlyList<long> strides = entry.Strides ?? RowMajor(shape);
        List<long> sizes = [], steps = [];
        foreach (int i in order)
        {
            if (shape[i] == 1)
                continue;
            if (sizes.Count > 0 && steps[^1] == strides[i] * shape[i])
            {
                sizes[^1] *= shape[i];
                steps[^1] = strides[i];
            }
            else
            {
                sizes.Add(shape[i]);
                steps.Add(strides[i]);
            }
        }
        return new ElementLayout([.. sizes], [.. steps]);
    }

    internal static long[] RowMajor(IReadOnlyList<long> shape)
    {
        long[] strides = new long[shape.Count];
        long step = 1;
        for (int i = shape.Count - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(shape[i], 1);
        }
        return strides;
    }
}

namespace GradWatch.Logs.Checkpoints;

/// <summary>Where the elements of a strided tensor are, in elements from its first, in the order of its loops.</summary>
internal sealed class StridedOffsets
{
    private readonly ElementLayout _layout;
    private readonly long[] _index;
    private long _offset;

    internal StridedOffsets(ElementLayout layout, long first)
    {
        _layout = layout;
        _index = new long[layout.Sizes.Length];
        for (int i = _index.Length - 1; i >= 0; i--)
        {
            (first, _index[i]) = Math.DivRem(first, layout.Sizes[i]);
            _offset += _index[i] * layout.Strides[i];
        }
    }

    internal long Next()
    {
        long offset = _offset;
        for (int i = _index.Length - 1; i >= 0; i--)
        {
            _offset += _layout.Strides[i];
            if (++_index[i] < _layout.Sizes[i])
                break;
            _offset -= _layout.Strides[i] * _layout.Sizes[i];
            _index[i] = 0;
        }
        return offset;
    }
}

namespace GradWatch.Logs.Mapping;

/// <summary>At what interval a log was written, and where steps are missing.</summary>
internal sealed class StrideMeter
{
    private const int RowsToJudge = 3;

    // One interval in so many may differ.
    private const int MostUneven = 5;
    private long _count;
    private long _votes;
    private long _even;
    private long _longer;
    private long _shorter;
    private (long From, long To) _gap;

    /// <summary>The interval that most rows have, by vote; 1 before any is seen.</summary>
    internal long Usual { get; private set; } = 1;

    internal void Add(long from, long to)
    {
        long stride = to - from;
        _count++;
        if (_votes == 0)
            (Usual, _even, _longer, _shorter) = (stride, 0, 0, 0);
        _votes += stride == Usual ? 1 : -1;
        _even += stride == Usual ? 1 : 0;
        _shorter += stride < Usual ? 1 : 0;
        if (stride > Usual && _longer++ == 0)
            _gap = (from, to);
    }

    internal void Tell(ReadingNotes notes)
    {
        // Where intervals vary all along there is none, and nothing is missing.
        if (_count < RowsToJudge || (_count - _even) * MostUneven > _count)
            return;
        if (Usual > 1)
            notes.Add("note.map.stride", Usual);
        if (_longer > 0)
            notes.Add("note.map.gap", _gap.From, _gap.To, _longer);
    }
}

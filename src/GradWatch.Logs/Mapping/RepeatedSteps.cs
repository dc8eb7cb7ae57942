namespace GradWatch.Logs.Mapping;

/// <summary>Notes when one value is told more than once for a step.</summary>
internal sealed class RepeatedSteps(ReadingNotes notes)
{
    private long[] _last = new long[64];

    /// <summary>Begins another run.</summary>
    internal void Forget() => Array.Fill(_last, long.MinValue);

    internal void Take(LogKey key, long step)
    {
        if (key.Index >= _last.Length)
        {
            int before = _last.Length;
            Array.Resize(ref _last, Math.Max(key.Index + 1, before * 2));
            _last.AsSpan(before).Fill(long.MinValue);
        }
        if (_last[key.Index] == step)
            notes.Add("note.map.repeated", step);
        _last[key.Index] = step;
    }
}

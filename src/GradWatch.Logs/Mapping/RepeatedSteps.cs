namespace GradWatch.Logs.Mapping;

/// <summary>Notes when one value is told more than once for a step, or when the steps that a format gives go back.</summary>
internal sealed class RepeatedSteps(ReadingNotes notes)
{
    private long[] _last = new long[64];
    private LogKey? _wentBack;

    /// <summary>Begins another run.</summary>
    internal void Forget()
    {
        Array.Fill(_last, long.MinValue);
        _wentBack = null;
    }

    /// <summary>Takes a value of the run.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="step">Its step.</param>
    /// <param name="given">True when the format gives the step: only there each key has steps of its own.</param>
    internal void Take(LogKey key, long step, bool given)
    {
        if (key.Index >= _last.Length)
        {
            int before = _last.Length;
            Array.Resize(ref _last, Math.Max(key.Index + 1, before * 2));
            _last.AsSpan(before).Fill(long.MinValue);
        }
        if (_last[key.Index] == step)
            notes.Add("note.map.repeated", step);
        // One key speaks for all: a resumed run repeats the steps of each.
        else if (given && step < _last[key.Index] && (_wentBack ??= key) == key)
            notes.Add("note.map.resumed", step, _last[key.Index]);
        _last[key.Index] = step;
    }
}

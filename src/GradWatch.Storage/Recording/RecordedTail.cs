using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Recording;

/// <summary>What was recorded and not yet taken to be written, at most so many observations. Thread-safe; the lock is held for a copy of one step.</summary>
internal sealed class RecordedTail(int capacity)
{
    // A run that clips at every step would leave an entry a batch: the clips of some ten seconds are one.
    private const int LongestHold = 50;

    private readonly Lock _lock = new();
    private readonly List<Series> _newSeries = [];
    private readonly List<NonFiniteOrigin> _origins = [];
    private StepRows _rows = new();
    private GuardLog _actions = new();
    private long _heldElsewhere;
    private long _lostBefore, _lostAfter;
    private bool _full;
    private int _held;

    /// <summary>Observations in it.</summary>
    internal int Values
    {
        get
        {
            lock (_lock)
                return _rows.Values;
        }
    }

    /// <summary>Adds the observations of a step; false when there is no room, and they are dropped and counted.</summary>
    /// <param name="step">One row or more.</param>
    /// <param name="newSeries">Series that it names for the first time. They are kept even when the step is not.</param>
    internal bool Add(StepRows step, List<Series> newSeries)
    {
        lock (_lock)
        {
            _newSeries.AddRange(newSeries);
            // Once something was dropped, what follows is dropped too until the tail is taken: else a gap would lie inside it and nobody could say where.
            _full |= _rows.Values + _heldElsewhere + step.Values > capacity;
            if (_full)
            {
                Count(step.Values);
                return false;
            }
            for (int row = 0; row < step.Count; row++)
                _rows.Append(step, row);
            return true;
        }
    }

    internal void Add(in GuardAction action)
    {
        lock (_lock)
            _actions.Add(action);
    }

    internal void Add(NonFiniteOrigin origin)
    {
        lock (_lock)
            _origins.Add(origin);
    }

    /// <summary>Takes all of it, and leaves an empty buffer in its place.</summary>
    /// <param name="taken">What was taken before, written by now.</param>
    /// <param name="last">True when nothing can join the clips any more.</param>
    internal void Take(Taken taken, bool last)
    {
        taken.Rows.Clear();
        lock (_lock)
        {
            (taken.Rows, _rows) = (_rows, taken.Rows);
            taken.Series.AddRange(_newSeries);
            _newSeries.Clear();
            taken.Actions = TakeActions(last);
            taken.Origins = [.. _origins];
            _origins.Clear();
            (taken.Lost, _lostBefore, _lostAfter) = (_lostBefore, _lostAfter, 0);
            _heldElsewhere = taken.Rows.Values;
            _full = false;
            taken.Begin();
        }
    }

    /// <summary>So many of the observations that were taken are written.</summary>
    internal void Release(int values)
    {
        lock (_lock)
            _heldElsewhere -= values;
    }

    private IReadOnlyList<GuardAction> TakeActions(bool last)
    {
        if (_actions.Count == 0)
            return [];
        IReadOnlyList<GuardAction> actions = _actions.Actions;
        _actions = new GuardLog();
        if (last || actions[^1].Kind != GuardActionKind.Clip || ++_held > LongestHold)
        {
            _held = 0;
            return actions;
        }
        _actions.Add(actions[^1]);
        return [.. actions.SkipLast(1)];
    }

    private void Count(int values)
    {
        if (_rows.Count == 0)
            _lostBefore += values;
        else
            _lostAfter += values;
    }
}

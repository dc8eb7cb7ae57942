using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Logs.Mapping;

/// <summary>Rows in, runs of observations out. One pass; a sample of the first rows is held back to find out what the names mean.</summary>
internal sealed class RunSplitter(string source, string format, string? name, ReadingNotes notes, KeyTable keys, ReadingOptions options)
{
    private readonly SeriesMap _map = new(options, keys, notes);
    private readonly Queue<SampledRow> _sample = [];
    private readonly LogRow _replayed = new();
    private IEnumerator<LogRow> _rows = Enumerable.Empty<LogRow>().GetEnumerator();
    private LogRow? _pending;
    private TensorSum _sum = new();
    private UnreadableLogException? _failure;

    internal IEnumerable<LogRun> Split(IEnumerable<LogRow> rows)
    {
        using (_rows = rows.GetEnumerator())
        {
            Sample();
            _pending = Next();
            for (int number = 1; _pending is not null; number++)
            {
                string? runName = number == 1 ? name : $"{name}#{number}";
                foreach (LogRun run in One(new RunDescription(source, format, runName)))
                    yield return run;
            }
            if (_failure is not null)
                throw _failure;
            if (!_map.HasSeries)
                throw new UnreadableLogException(source, NothingFound());
        }
    }

    private IEnumerable<LogRun> One(RunDescription description)
    {
        IEnumerator<Observation> observations = Observations().GetEnumerator();
        // A run that turns out to hold nothing is not told of.
        if (observations.MoveNext())
            yield return new LogRun(description, Rest(observations), notes);
        while (observations.MoveNext())
        {
            // What the caller left unread stands before the next run.
        }
    }

    private static IEnumerable<Observation> Rest(IEnumerator<Observation> observations)
    {
        do
            yield return observations.Current;
        while (observations.MoveNext());
    }

    private IEnumerable<Observation> Observations()
    {
        var steps = new StepCounter(_map, notes);
        _sum = new TensorSum();
        bool first = true;
        for (; _pending is not null; _pending = Next(), first = false)
        {
            LogRow row = _pending;
            if (row.IsEvaluation)
            {
                notes.Add("note.map.evaluation");
                continue;
            }
            if (!HasObservation(row))
                continue;
            if (!steps.Next(row) && !first)
            {
                notes.Add("note.map.another_run");
                break;
            }
            if (_sum.Completes(steps.Step, out Observation sum))
                yield return sum;
            for (int i = 0; i < row.Values.Length; i++)
            {
                LogValue value = row.Values[i];
                if (_map[value.Key].Series is not { } series)
                    continue;
                if (_map.SumsTensors && series.Quantity == Quantity.GradNorm)
                    _sum.Add(steps.Step, value.Value);
                yield return new Observation(steps.Step, series, value.Value);
            }
        }
        if (_sum.Completes(long.MinValue, out Observation last))
            yield return last;
        steps.Finish();
        if (keys.Overflows)
            notes.Add("note.map.most_names", KeyTable.MostNames);
        Fail();
    }

    // After the observations that were read before it.
    private void Fail()
    {
        if (_failure is not { } failure)
            return;
        _failure = null;
        notes.Add(failure.Line is null ? "note.read.stopped" : "note.read.stopped_line", failure.Line ?? failure.Offset ?? 0, failure.Problem);
        throw failure;
    }

    private bool HasObservation(LogRow row)
    {
        foreach (LogValue value in row.Values)
        {
            if (_map[value.Key].Series is not null)
                return true;
        }
        return false;
    }

    private void Sample()
    {
        int values = 0;
        while (_sample.Count < options.SampleRows && values < 16 * options.SampleRows && Advance())
        {
            _sample.Enqueue(new SampledRow(_rows.Current));
            values += _rows.Current.Values.Length;
        }
        _map.Decide([.. _sample]);
    }

    private LogRow? Next()
    {
        if (_sample.TryDequeue(out SampledRow? sampled))
        {
            sampled.CopyTo(_replayed);
            return _replayed;
        }
        return Advance() ? _rows.Current : null;
    }

    private bool Advance()
    {
        try
        {
            return _failure is null && _rows.MoveNext();
        }
        catch (UnreadableLogException failure)
        {
            _failure = failure;
            return false;
        }
    }

    private Sentence NothingFound()
    {
        const int named = 10;
        string seen = string.Join(", ", keys.Keys.Take(named).Select(key => key.Name)) + (keys.Keys.Count > named ? ", …" : "");
        return keys.Keys.Count == 0
            ? new Sentence("note.read.no_numbers")
            : new Sentence("note.read.no_series", seen);
    }
}

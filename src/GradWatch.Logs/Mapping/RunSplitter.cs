using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Wording;

namespace GradWatch.Logs.Mapping;

/// <summary>Rows in, runs of observations out. One pass; a sample of the first rows is held back to find out what the names mean.</summary>
internal sealed class RunSplitter(string source, string format, string? name, ReadingNotes notes, KeyTable keys, ReadingOptions options)
{
    private readonly SeriesMap _map = new(options, keys, notes);
    private readonly StepSource _steps = new(options, keys);
    private readonly RepeatedSteps _repeated = new(notes);
    private readonly Queue<SampledRow> _sample = [];
    private readonly LogRow _replayed = new();
    private IEnumerator<LogRow> _rows = Enumerable.Empty<LogRow>().GetEnumerator();
    private LogRow? _pending;
    private TensorSum _sum = new();
    private UnreadableLogException? _failure;
    private bool _onlyEvaluation;

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
            yield return new LogRun(description, options.ReadAhead ? new ReadAhead(observations) : Rest(observations), notes);
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
        var steps = new StepCounter(_steps, notes);
        _repeated.Forget();
        _sum = new TensorSum();
        bool first = true;
        for (; _pending is not null; _pending = Next(), first = false)
        {
            LogRow row = _pending;
            if (!IsOfTraining(row))
                continue;
            if (!steps.Next(row) && !first)
            {
                notes.Add("note.map.another_run");
                break;
            }
            if (_sum.Completes(steps.Step, out Observation sum))
                yield return sum;
            for (int i = 0; _map.HasLossScale && i < row.Values.Length; i++)
            {
                if (_map[row.Values[i].Key].Series is { Quantity: Quantity.LossScale } scale)
                    yield return new Observation(steps.Step, scale, row.Values[i].Value);
            }
            for (int i = 0; i < row.Values.Length; i++)
            {
                LogValue value = row.Values[i];
                if (SeriesOf(value) is not { } series || series.Quantity == Quantity.LossScale)
                    continue;
                if (_map.SumsTensors && series.Quantity == Quantity.GradNorm)
                    _sum.Add(steps.Step, value.Value);
                if (series.IsOfRun)
                    _repeated.Take(value.Key, steps.Step, row.Step is not null);
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

    private Series? SeriesOf(LogValue value)
    {
        KeyTarget target = _map[value.Key];
        return target.Use == KeyUse.Stale && value.Value != 0 ? _map.Revive(value.Key) : target.Series;
    }

    private bool IsOfTraining(LogRow row)
    {
        bool any = false, evaluation = row.IsEvaluation && !_onlyEvaluation;
        if (!evaluation)
        {
            foreach (LogValue value in row.Values)
            {
                KeyUse use = _map[value.Key].Use;
                if (use == KeyUse.Summary)
                {
                    notes.Add("note.map.summary");
                    return false;
                }
                any |= use is KeyUse.Stale || _map[value.Key].Series is not null;
                evaluation |= use == KeyUse.Evaluation;
            }
        }
        if (!any && evaluation)
            notes.Add("note.map.evaluation");
        if (!any || !_steps.LeavesOutUnstepped || row.Position.HasStep)
            return any;
        notes.Add("note.map.unstepped", row.Place);
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
        List<SampledRow> training = [.. _sample.Where(row => !row.IsEvaluation && !IsSummary(row))];
        // A line may begin with a word like "test" and be of training all the same: where nothing else is, it is taken.
        _onlyEvaluation = !training.Exists(HasSeries) && _sample.Any(HasSeries);
        if (_onlyEvaluation)
        {
            notes.Add("note.map.only_evaluation");
            training = [.. _sample];
        }
        _steps.Decide(_map.Present(training), training);
        _map.Decide(training);
    }

    private bool HasSeries(SampledRow row) => Any(row, role => role.Use == KeyUse.Quantity && SeriesMap.CarriesVerdict(role.Quantity));

    private bool IsSummary(SampledRow row) => Any(row, role => role.Use == KeyUse.Summary);

    private bool Any(SampledRow row, Predicate<KeyRole> predicate)
    {
        foreach (LogValue value in row.Values)
        {
            if (predicate(_map.RoleOf(value.Key)))
                return true;
        }
        return false;
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

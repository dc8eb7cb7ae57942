using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>Which key of a log is the step, and which are the series: decided on the first rows, and for keys that come later.</summary>
internal sealed class SeriesMap(ReadingOptions options, KeyTable keys, ReadingNotes notes)
{
    /// <summary>Series of single tensors that are followed; a trace of each is kept.</summary>
    internal const int MostTensorSeries = 4096;

    /// <summary>Series of the run that are followed: parts of a loss, learning rates of parameter groups.</summary>
    internal const int MostRunSeries = 64;

    private const int MostNamed = 10;
    private const int RowsToCallZeroStale = 3;
    private readonly Dictionary<Quantity, int> _mainRank = [];
    private KeyTarget?[] _targets = new KeyTarget?[64];
    private (int Count, bool NonZero)[] _sampled = [];
    private int _tensorSeries, _runSeries;
    private bool _decided;

    /// <summary>The key that holds the step; null when the format or the position gives it.</summary>
    internal LogKey? StepKey { get; private set; }

    /// <summary>The key that holds the epoch; null when there is none.</summary>
    internal LogKey? EpochKey { get; private set; }

    /// <summary>True when something is mapped that a verdict can be based on.</summary>
    internal bool HasSeries { get; private set; }

    /// <summary>True when the norm of the run has to be put together from those of the tensors.</summary>
    internal bool SumsTensors { get; private set; }

    /// <summary>What becomes of a key's values.</summary>
    internal KeyTarget this[LogKey key] => key.Index < _targets.Length && _targets[key.Index] is { } target ? target : Later(key);

    /// <summary>Decides on all keys that the first rows hold.</summary>
    internal void Decide(IReadOnlyList<SampledRow> rows)
    {
        // A reader may know names of which no value has come: of lines that it found to be configuration, of empty columns.
        Count(rows);
        List<LogKey> present = [.. keys.Keys.Where(key => _sampled[key.Index].Count > 0)];
        ChooseStep(present, rows);
        List<(LogKey Key, KeyRole Role)> found = [.. present.Select(key => (key, RoleOf(key)))];
        HashSet<LogKey> stale = [.. found
            .Where(entry => entry.Role is { Use: KeyUse.Quantity, Quantity: Quantity.GradNorm, Tensor: null } && IsStale(entry.Key))
            .Select(entry => entry.Key)];
        foreach (LogKey key in stale)
            notes.Add("note.map.stale_norm", key.Name);
        foreach ((LogKey key, KeyRole role) in found)
            Set(key, role.Use == KeyUse.Quantity ? default : new KeyTarget(role.Use));
        foreach (IGrouping<Quantity, (LogKey Key, KeyRole Role)> group in found
                     .Where(entry => entry.Role.Use == KeyUse.Quantity && !stale.Contains(entry.Key)).GroupBy(entry => entry.Role.Quantity))
            MapQuantity(group.Key, [.. group]);
        _decided = true;
        SumsTensors = !_mainRank.ContainsKey(Quantity.GradNorm) && found.Any(entry =>
            entry.Role is { Use: KeyUse.Quantity, Quantity: Quantity.GradNorm, Tensor: not null });
        if (SumsTensors)
            notes.Add("note.map.norm_of_tensors");
    }

    private void Count(IReadOnlyList<SampledRow> rows)
    {
        _sampled = new (int, bool)[keys.Keys.Count];
        foreach (SampledRow row in rows)
        {
            foreach (LogValue value in row.Values)
            {
                ref (int Count, bool NonZero) sampled = ref _sampled[value.Key.Index];
                sampled = (sampled.Count + 1, sampled.NonZero || value.Value != 0);
            }
        }
    }

    private void MapQuantity(Quantity quantity, List<(LogKey Key, KeyRole Role)> entries)
    {
        foreach ((LogKey key, KeyRole role) in entries.Where(entry => entry.Role.Tensor is not null))
            Assign(key, new Series(quantity, role.Tensor));
        List<(LogKey Key, KeyRole Role)> run = [.. entries.Where(entry => entry.Role.Tensor is null)];
        if (run.Count == 0)
            return;
        int best = run.Min(entry => entry.Role.Rank);
        List<(LogKey Key, KeyRole Role)> mains = [.. run.Where(entry => entry.Role.Rank == best)];
        if (mains.Count > 1)
            mains = [.. mains.OrderByDescending(entry => _sampled[entry.Key.Index].Count)];
        _mainRank[quantity] = best;
        // Parts of a loss without a whole, norms of an actor and a critic: each is a series under its own name.
        if (best >= KeyRole.PartOfLoss && mains.Count > 1)
        {
            foreach ((LogKey key, _) in mains)
                Assign(key, new Series(quantity, null, key.Name));
            notes.Add("note.map.components", quantity.Name(), Listed(mains.Select(entry => entry.Key.Name)));
            return;
        }
        Assign(mains[0].Key, new Series(quantity));
        if (quantity != Quantity.LearningRate)
            return;
        foreach ((LogKey key, _) in run.Where(entry => entry.Key != mains[0].Key))
            Assign(key, new Series(quantity, null, key.Name));
    }

    private KeyTarget Later(LogKey key)
    {
        if (!_decided)
            return default;
        KeyRole role = RoleOf(key);
        Set(key, role.Use == KeyUse.Quantity ? default : new KeyTarget(role.Use));
        if (role.Use != KeyUse.Quantity)
            return _targets[key.Index]!.Value;
        if (role.Tensor is not null)
            Assign(key, new Series(role.Quantity, role.Tensor));
        else if (_mainRank.TryAdd(role.Quantity, role.Rank))
            Assign(key, new Series(role.Quantity));
        return _targets[key.Index]!.Value;
    }

    private KeyRole RoleOf(LogKey key)
    {
        if (options.StepKey == key.Name)
            return new KeyRole(KeyUse.Step);
        foreach ((Quantity quantity, string name) in options.Map)
        {
            if (name == key.Name)
                return new KeyRole(KeyUse.Quantity, quantity, -1);
        }
        KeyRole role = KeyNames.RoleOf(key.Name);
        bool isGiven = role is { Use: KeyUse.Quantity, Tensor: null } && options.Map.ContainsKey(role.Quantity);
        return isGiven ? default : role;
    }

    private void ChooseStep(List<LogKey> present, IReadOnlyList<SampledRow> rows)
    {
        bool formatHasStep = rows.Any(row => row.Step is not null);
        List<LogKey> steps = [.. present.Where(key => RoleOf(key).Use == KeyUse.Step)];
        EpochKey = present.Find(key => RoleOf(key).Use == KeyUse.Epoch);
        if (options.StepKey is { } given)
            StepKey = keys.Keys.FirstOrDefault(key => key.Name == given) ?? keys.Intern(given);
        else if (!formatHasStep)
            StepKey = Usual(steps) ?? WholeEpoch(rows);
    }

    // By name, among those that most rows have: a summary at the end may have a step of its own.
    private LogKey? Usual(List<LogKey> steps)
    {
        int most = steps.Select(key => _sampled[key.Index].Count).DefaultIfEmpty().Max();
        return steps.Where(key => 2 * _sampled[key.Index].Count >= most).OrderBy(key => KeyNames.StepRank(key.Name)).FirstOrDefault();
    }

    // Keras counts whole epochs and nothing else; the fractional epochs of other trainers are no steps.
    private LogKey? WholeEpoch(IReadOnlyList<SampledRow> rows)
    {
        if (EpochKey is not { } epoch)
            return null;
        double before = double.NegativeInfinity;
        foreach (SampledRow row in rows)
        {
            foreach (LogValue value in row.Values)
            {
                if (value.Key != epoch)
                    continue;
                if (value.Value != Math.Floor(value.Value) || value.Value <= before)
                    return null;
                before = value.Value;
            }
        }
        return epoch;
    }

    private bool IsStale(LogKey key) => _sampled[key.Index] is { Count: >= RowsToCallZeroStale, NonZero: false };

    private static string Listed(IEnumerable<string> names)
    {
        string[] first = [.. names.Take(MostNamed + 1)];
        return string.Join(", ", first.Take(MostNamed)) + (first.Length > MostNamed ? ", …" : "");
    }

    private void Assign(LogKey key, Series series)
    {
        if (IsBeyondLimit(series))
            return;
        Set(key, new KeyTarget(KeyUse.Quantity, series));
        HasSeries |= series.Quantity is not (Quantity.LearningRate or Quantity.LossScale or Quantity.InputMean or Quantity.InputStd);
    }

    private bool IsBeyondLimit(Series series)
    {
        if (series.IsOfRun && ++_runSeries > MostRunSeries)
            notes.Add("note.map.most_run_series", MostRunSeries);
        else if (!series.IsOfRun && ++_tensorSeries > MostTensorSeries)
            notes.Add("note.map.most_tensor_series", MostTensorSeries);
        return series.IsOfRun ? _runSeries > MostRunSeries : _tensorSeries > MostTensorSeries;
    }

    private void Set(LogKey key, KeyTarget target)
    {
        if (key.Index >= _targets.Length)
            Array.Resize(ref _targets, Math.Max(key.Index + 1, _targets.Length * 2));
        _targets[key.Index] = target;
    }
}

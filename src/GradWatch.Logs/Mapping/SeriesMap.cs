using GradWatch.Observations;

namespace GradWatch.Logs.Mapping;

/// <summary>Which keys of a log are series: decided on the first rows, and for keys that come later.</summary>
internal sealed class SeriesMap(ReadingOptions options, KeyTable keys, ReadingNotes notes)
{
    /// <summary>Series of single tensors that are followed; a trace of each is kept.</summary>
    internal const int MostTensorSeries = 4096;

    /// <summary>Series of the run that are followed: parts of a loss, learning rates of parameter groups.</summary>
    internal const int MostRunSeries = 64;

    private const int MostNamed = 10;

    // So many times as often, a name of lower rank is the main one: the other is of summaries.
    private const int MuchMoreOften = 4;
    private readonly Dictionary<Quantity, int> _mainRank = [];
    private KeyTarget?[] _targets = new KeyTarget?[64];
    private KeyRole?[] _roles = new KeyRole?[64];
    private int[] _sampled = [];
    private int _tensorSeries, _runSeries;
    private bool _decided;

    /// <summary>True when something is mapped that a verdict can be based on.</summary>
    internal bool HasSeries { get; private set; }

    /// <summary>True when a loss scale is mapped: within a row it is told before what it explains.</summary>
    internal bool HasLossScale { get; private set; }

    /// <summary>True when the norm of the run has to be put together from those of the tensors.</summary>
    internal bool SumsTensors { get; private set; }

    /// <summary>What becomes of a key's values.</summary>
    internal KeyTarget this[LogKey key] => key.Index < _targets.Length && _targets[key.Index] is { } target ? target : Later(key);

    /// <summary>The keys that have values in these rows. A reader may know names of which none came: of configuration, of empty columns.</summary>
    internal List<LogKey> Present(IReadOnlyList<SampledRow> rows)
    {
        _sampled = new int[keys.Keys.Count];
        foreach (SampledRow row in rows)
        {
            foreach (LogValue value in row.Values)
                _sampled[value.Key.Index]++;
        }
        return [.. keys.Keys.Where(key => _sampled[key.Index] > 0)];
    }

    /// <summary>Decides on all keys that the first rows hold.</summary>
    internal void Decide(IReadOnlyList<SampledRow> rows)
    {
        List<(LogKey Key, KeyRole Role)> found = [.. Present(rows).Select(key => (key, RoleOf(key)))];
        HashSet<LogKey> stale = [.. StaleNorms.Find(found, rows)];
        foreach (LogKey key in stale)
            notes.Add("note.map.stale_norm", key.Name);
        foreach ((LogKey key, KeyRole role) in found)
            Set(key, stale.Contains(key) ? new KeyTarget(KeyUse.Stale) : role.Use == KeyUse.Quantity ? default : new KeyTarget(role.Use));
        foreach (IGrouping<Quantity, (LogKey Key, KeyRole Role)> group in found
                     .Where(entry => entry.Role.Use == KeyUse.Quantity && !stale.Contains(entry.Key)).GroupBy(entry => entry.Role.Quantity))
            MapQuantity(group.Key, [.. group]);
        _decided = true;
        SumsTensors = !_mainRank.ContainsKey(Quantity.GradNorm) && found.Any(entry =>
            entry.Role is { Use: KeyUse.Quantity, Quantity: Quantity.GradNorm, Tensor: not null });
        if (SumsTensors)
            notes.Add("note.map.norm_of_tensors");
    }

    /// <summary>A norm that was called stale has a value after all.</summary>
    internal Series? Revive(LogKey key)
    {
        if (!_mainRank.TryAdd(Quantity.GradNorm, RoleOf(key).Rank))
            return null;
        Assign(key, new Series(Quantity.GradNorm));
        return _targets[key.Index]!.Value.Series;
    }

    /// <summary>A key's role, as the user says or else by its name.</summary>
    internal KeyRole RoleOf(LogKey key)
    {
        if (key.Index >= _roles.Length)
            Array.Resize(ref _roles, Math.Max(key.Index + 1, _roles.Length * 2));
        return _roles[key.Index] ??= FindRole(key);
    }

    private KeyRole FindRole(LogKey key)
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

    private void MapQuantity(Quantity quantity, List<(LogKey Key, KeyRole Role)> entries)
    {
        foreach ((LogKey key, KeyRole role) in entries.Where(entry => entry.Role.Tensor is not null))
            Assign(key, new Series(quantity, role.Tensor));
        List<(LogKey Key, int Rank, int Count)> run = [.. entries.Where(entry => entry.Role.Tensor is null)
            .Select(entry => (entry.Key, entry.Role.Rank, _sampled[entry.Key.Index]))
            .OrderBy(entry => entry.Rank).ThenByDescending(entry => entry.Item3)];
        if (run.Count == 0)
            return;
        (LogKey Key, int Rank, int Count) main = Main(run);
        _mainRank[quantity] = main.Rank;
        List<LogKey> parts = [.. run.Where(entry => entry.Rank >= KeyRole.PartOfLoss).Select(entry => entry.Key)];
        // Parts of a loss without a whole, norms of an actor and a critic: each is a series under its own name.
        if (main.Rank >= KeyRole.PartOfLoss && parts.Count > 1)
        {
            foreach (LogKey key in parts)
                Assign(key, new Series(quantity, null, key.Name));
            notes.Add("note.map.components", quantity.Name(), Listed(parts.Select(key => key.Name)));
            return;
        }
        Assign(main.Key, new Series(quantity));
        if (quantity != Quantity.LearningRate)
            return;
        foreach ((LogKey key, _, _) in run.Where(entry => entry.Key != main.Key))
            Assign(key, new Series(quantity, null, key.Name));
    }

    private static (LogKey Key, int Rank, int Count) Main(List<(LogKey Key, int Rank, int Count)> run)
    {
        (LogKey Key, int Rank, int Count) main = run[0];
        foreach ((LogKey Key, int Rank, int Count) other in run)
        {
            if (other.Rank < KeyRole.PartOfLoss && main.Rank >= 0 && other.Count >= MuchMoreOften * main.Count)
                main = other;
        }
        return main;
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
        HasSeries |= CarriesVerdict(series.Quantity);
        HasLossScale |= series.Quantity == Quantity.LossScale;
    }

    private bool IsBeyondLimit(Series series)
    {
        if (series.IsOfRun && ++_runSeries > MostRunSeries)
            notes.Add("note.map.most_run_series", MostRunSeries);
        else if (!series.IsOfRun && ++_tensorSeries > MostTensorSeries)
            notes.Add("note.map.most_tensor_series", MostTensorSeries);
        return series.IsOfRun ? _runSeries > MostRunSeries : _tensorSeries > MostTensorSeries;
    }

    /// <summary>False for what is only an input: a log of nothing else says nothing of its run.</summary>
    internal static bool CarriesVerdict(Quantity quantity) =>
        quantity is not (Quantity.LearningRate or Quantity.LossScale or Quantity.InputMean or Quantity.InputStd);

    private void Set(LogKey key, KeyTarget target)
    {
        if (key.Index >= _targets.Length)
            Array.Resize(ref _targets, Math.Max(key.Index + 1, _targets.Length * 2));
        _targets[key.Index] = target;
        key.IsUnused = target is { Use: KeyUse.Ignored, Series: null } && RoleOf(key).Use is not (KeyUse.Step or KeyUse.Epoch);
    }
}

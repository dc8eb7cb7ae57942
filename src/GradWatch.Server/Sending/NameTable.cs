using System.Collections.Concurrent;
using System.Text;
using GradWatch.Logs.Mapping;
using GradWatch.Observations;

namespace GradWatch.Server.Sending;

/// <summary>Which series a name of a run's JSON batches is, by the names that trainers use.</summary>
/// <remarks>
/// As in a log: of several names of one quantity the likeliest is the main one and the others are ignored, but for learning rates of groups and for
/// losses that are all parts. A likelier name that comes later takes over. What was decided stays so after a restart.
/// </remarks>
internal sealed class NameTable
{
    // A name that comes after so many is looked at anew each time; the limit of series keeps it out in the end.
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<string, Series?> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Series?>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly ConcurrentDictionary<string, Series>[] _tensors =
        [.. Enumerable.Range(0, QuantityNames.Count).Select(_ => new ConcurrentDictionary<string, Series>(StringComparer.Ordinal))];
    private readonly Dictionary<Quantity, (string Name, int Rank)> _mains = [];

    internal NameTable() => _bySpan = _series.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The series of a tensor, one object for each as long as there are not too many.</summary>
    internal Series Tensor(Quantity quantity, ReadOnlySpan<char> tensor)
    {
        ConcurrentDictionary<string, Series> known = _tensors[(int)quantity];
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(tensor, out Series? series))
            return series;
        series = new Series(quantity, tensor.ToString());
        if (known.Count < MostKept)
            known[series.Tensor!] = series;
        return series;
    }

    /// <summary>False when nothing was decided about the name yet.</summary>
    internal bool TryFind(ReadOnlySpan<char> name, out Series? series) => _bySpan.TryGetValue(name, out series);

    internal NameDecisions Decide(IReadOnlyList<string> names)
    {
        Dictionary<string, Series?> series = [];
        Dictionary<Quantity, (string Name, int Rank)> mains = [];
        List<(string Name, KeyRole Role)> known = [];
        foreach (string name in names)
        {
            KeyRole role = QuantityNames.TryParse(name, out Quantity exact) ? new KeyRole(KeyUse.Quantity, exact, -1) : KeyNames.RoleOf(name);
            series[name] = role is { Use: KeyUse.Quantity, Tensor: not null } ? new Series(role.Quantity, role.Tensor) : null;
            if (role is { Use: KeyUse.Quantity, Tensor: null })
                known.Add((name, role));
        }
        foreach (IGrouping<Quantity, (string Name, KeyRole Role)> group in known.GroupBy(one => one.Role.Quantity))
            Decide(group.Key, [.. group.OrderBy(one => one.Role.Rank).ThenBy(one => one.Name, StringComparer.Ordinal)], series, mains);
        return new NameDecisions(series, mains, mains.Count == 0 ? null : Encoding.UTF8.GetBytes(string.Join('\n', mains.Select(Line))));
    }

    internal void Take(NameDecisions decisions)
    {
        foreach ((Quantity quantity, (string Name, int Rank) main) in decisions.Mains)
        {
            if (_mains.TryGetValue(quantity, out (string Name, int Rank) before) && before.Name != main.Name)
                _series[before.Name] = null;
            _mains[quantity] = main;
        }
        foreach ((string name, Series? one) in decisions.Series)
        {
            if (_series.Count < MostKept || one is { IsOfRun: true })
                _series[name] = one;
        }
    }

    /// <summary>Takes up what was kept.</summary>
    internal void Restore(ReadOnlySpan<byte> payload)
    {
        foreach (string line in Encoding.UTF8.GetString(payload).Split('\n'))
        {
            string[] parts = line.Split('\t', 3);
            if (parts.Length == 3 && QuantityNames.TryParse(parts[0], out Quantity quantity) && int.TryParse(parts[1], out int rank))
                Take(new NameDecisions(
                    new Dictionary<string, Series?> { [parts[2]] = OfMain(quantity, parts[2], rank) },
                    new Dictionary<Quantity, (string Name, int Rank)> { [quantity] = (parts[2], rank) }, null));
        }
    }

    private void Decide(
        Quantity quantity, List<(string Name, KeyRole Role)> names, Dictionary<string, Series?> series, Dictionary<Quantity, (string Name, int Rank)> mains)
    {
        (string first, KeyRole likeliest) = names[0];
        bool decided = _mains.TryGetValue(quantity, out (string Name, int Rank) main);
        // Parts alone, the losses of a GAN: each is a series under its own name, and so are parts that join them.
        if (likeliest.Rank >= KeyRole.PartOfLoss && (decided ? main.Rank >= KeyRole.PartOfLoss : names.Count > 1))
        {
            foreach ((string name, _) in names)
                series[name] = new Series(quantity, null, name);
        }
        else if (!decided || likeliest.Rank < main.Rank)
        {
            series[first] = new Series(quantity);
        }
        if (quantity == Quantity.LearningRate)
        {
            foreach ((string name, _) in names.Where(one => series[one.Name] is null))
                series[name] = new Series(quantity, null, name);
        }
        if (!decided || likeliest.Rank < main.Rank)
            mains[quantity] = (first, series[first]!.Component is null && likeliest.Rank >= KeyRole.PartOfLoss ? KeyRole.PartOfLoss - 1 : likeliest.Rank);
    }

    private static Series OfMain(Quantity quantity, string name, int rank) =>
        rank >= KeyRole.PartOfLoss ? new Series(quantity, null, name) : new Series(quantity);

    private static string Line(KeyValuePair<Quantity, (string Name, int Rank)> main) =>
        $"{main.Key.Name()}\t{main.Value.Rank}\t{main.Value.Name.Replace('\n', ' ')}";
}

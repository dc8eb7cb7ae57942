namespace GradWatch.Logs.Mapping;

/// <summary>Finds out what gives the rows of a log their steps, and reads it from each row.</summary>
internal sealed class StepSource(ReadingOptions options, KeyTable keys)
{
    private const int RowsToJudge = 3;

    /// <summary>What gives the steps.</summary>
    internal Stepping Stepping { get; private set; }

    /// <summary>True when rows without a step say nothing that rows with one do not say too.</summary>
    internal bool LeavesOutUnstepped { get; private set; }

    /// <summary>The key that holds the step, where one does.</summary>
    internal LogKey? StepKey { get; private set; }

    private LogKey? _epochKey;

    /// <summary>Decides on the first rows.</summary>
    /// <param name="present">The keys that have values.</param>
    /// <param name="rows">The rows; those of evaluation decide nothing.</param>
    internal void Decide(List<LogKey> present, IReadOnlyList<SampledRow> rows)
    {
        _epochKey = present.Find(key => KeyNames.RoleOf(key.Name).Use == KeyUse.Epoch);
        if (options.StepKey is { } given)
            (Stepping, StepKey) = (Stepping.Key, keys.Keys.FirstOrDefault(key => key.Name == given) ?? keys.Intern(given));
        else if (rows.Any(row => row.Step is not null))
            Stepping = Stepping.Format;
        else if (rows.Any(row => row.Position.HasStep) && !IsConstant([.. rows.Where(row => row.Position.HasStep).Select(row => row.Position)]))
            Stepping = CountsEpochs(rows) ? Stepping.Epoch : Stepping.Position;
        else if (Usual(present, rows) is { } usual)
            (Stepping, StepKey) = (Stepping.Key, usual);
        else if (AreWhole([.. rows.Where(row => !row.IsEvaluation).Select(Epoch).Where(epoch => !double.IsNaN(epoch))]))
            Stepping = Stepping.Epoch;
        int stepped = rows.Count(row => row.Position.HasStep), unstepped = rows.Count(row => !row.Position.HasStep && !row.IsEvaluation);
        LeavesOutUnstepped = Stepping == Stepping.Position && stepped >= unstepped;
    }

    /// <summary>Where a row is.</summary>
    internal RowPosition Of(LogRow row)
    {
        double epoch = double.IsNaN(row.Position.Epoch) && _epochKey is not null ? row.Value(_epochKey) : row.Position.Epoch;
        return Stepping switch
        {
            Stepping.Key => new RowPosition(row.Value(StepKey!), double.NaN, epoch),
            Stepping.Epoch => new RowPosition(epoch, double.NaN, double.NaN),
            Stepping.Position => row.Position with { Epoch = epoch },
            _ => RowPosition.Unknown with { Epoch = epoch },
        };
    }

    private double Epoch(SampledRow row)
    {
        if (!double.IsNaN(row.Position.Epoch) || _epochKey is null)
            return row.Position.Epoch;
        return row.Value(_epochKey);
    }

    // By name, among those that most rows have and that count: a summary at the end may have a step of its own.
    private static LogKey? Usual(List<LogKey> present, IReadOnlyList<SampledRow> rows)
    {
        List<(LogKey Key, int Rank, double[] Values)> steps = [.. present
            .Select(key => (key, KeyNames.StepRank(key.Name), rows.Where(row => !row.IsEvaluation).Select(row => row.Value(key))
                .Where(value => !double.IsNaN(value)).ToArray()))
            .Where(entry => entry.Item2 >= 0)];
        int most = steps.Select(entry => entry.Values.Length).DefaultIfEmpty().Max();
        return steps.Where(entry => 2 * entry.Values.Length >= most && Counts(entry.Values)).OrderBy(entry => entry.Rank).Select(entry => entry.Key)
            .FirstOrDefault();
    }

    // A fraction of an epoch and the size of a batch have names like those of steps.
    private static bool Counts(double[] values) =>
        values.All(value => value == Math.Floor(value) && value >= 0) && (values.Length < RowsToJudge || values.Distinct().Skip(1).Any());

    private static bool IsConstant(RowPosition[] positions) => positions.Length >= RowsToJudge && positions.Distinct().Count() == 1;

    // 938/938 on every row, or no count at all beside whole epochs: the epoch is what goes on.
    private static bool CountsEpochs(IReadOnlyList<SampledRow> rows)
    {
        RowPosition[] stepped = [.. rows.Where(row => row.Position.HasStep && !row.IsEvaluation).Select(row => row.Position)];
        return stepped.Length > 1 && stepped.All(position => position.IsComplete) && AreWhole([.. stepped.Select(position => position.Epoch)]);
    }

    private static bool AreWhole(double[] epochs) =>
        epochs.Length > 0 && epochs.All(epoch => epoch == Math.Floor(epoch)) && (epochs.Length < RowsToJudge || epochs.Distinct().Skip(1).Any());
}

using GradWatch.Cli.Backtest.Rules;
using GradWatch.Detectors;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Cli.Backtest.Judging;

/// <summary>All rules over the observations of one run, in one pass and in memory that does not grow with it.</summary>
/// <remarks>A detector that several rules have in common runs once; each rule has its own episodes.</remarks>
internal sealed class RunJudge
{
    private readonly List<IDetector?> _detectors = [];
    private readonly List<List<EpisodeLog>> _logsOf = [];
    private readonly EpisodeLog[] _logs;
    private readonly int[][] _byQuantity;
    private readonly Action<Exception> _fault;
    private long _step = long.MinValue;

    internal RunJudge(IReadOnlyList<Rule> rules, Action<Exception> fault)
    {
        _fault = fault;
        _logs = [.. rules.Select(_ => new EpisodeLog())];
        foreach (string detector in DetectorLimits.Detectors)
            AddVariants(detector, rules);
        for (int i = 0; i < rules.Count; i++)
        {
            foreach (IDetector condition in rules[i].BuildConditions())
                Add(condition, [_logs[i]]);
        }
        _byQuantity = [.. Enumerable.Range(0, QuantityNames.Count).Select(quantity => Watching((Quantity)quantity))];
    }

    /// <summary>Rows seen: changes of the step.</summary>
    internal long Rows { get; private set; }

    internal long FirstStep { get; private set; }

    internal long LastStep { get; private set; }

    internal void Observe(in Observation observation)
    {
        CountRow(observation.Step);
        foreach (int index in _byQuantity[(int)observation.Series.Quantity])
        {
            if (Ask(index, observation) is { } finding)
                Tell(index, finding);
        }
        foreach (EpisodeLog log in _logs)
            log.Advance(observation);
    }

    /// <summary>Ends the run: what each rule came to, in the order of the rules.</summary>
    internal IReadOnlyList<RuleVerdict> Complete()
    {
        for (int i = 0; i < _detectors.Count; i++)
        {
            if (AskAtEnd(i) is { } finding)
                Tell(i, finding);
        }
        return [.. _logs.Select(log => RuleVerdict.Of(log.Snapshot()))];
    }

    private void AddVariants(string detector, IReadOnlyList<Rule> rules)
    {
        List<EpisodeLog> unchanged = [.. rules.Zip(_logs).Where(pair => pair.First.Runs(detector) && pair.First.Of(detector).Count == 0).Select(pair => pair.Second)];
        if (unchanged.Count > 0)
            Add(DetectorLimits.Build(detector, []), unchanged);
        for (int i = 0; i < rules.Count; i++)
        {
            IReadOnlyList<LimitSetting> settings = rules[i].Of(detector);
            if (settings.Count > 0 && rules[i].Runs(detector))
                Add(DetectorLimits.Build(detector, settings), [_logs[i]]);
        }
    }

    private void Add(IDetector detector, List<EpisodeLog> logs)
    {
        _detectors.Add(detector);
        _logsOf.Add(logs);
    }

    private int[] Watching(Quantity quantity) =>
        [.. Enumerable.Range(0, _detectors.Count).Where(i => _detectors[i] is not ISelective selective || selective.Watches(quantity))];

    private void CountRow(long step)
    {
        if (step == _step)
            return;
        (FirstStep, LastStep) = Rows++ == 0 ? (step, step) : (Math.Min(FirstStep, step), Math.Max(LastStep, step));
        _step = step;
    }

    private Finding? Ask(int index, in Observation observation)
    {
        try
        {
            return _detectors[index]?.Observe(observation);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return LeaveOut(index, fault);
        }
    }

    private Finding? AskAtEnd(int index)
    {
        try
        {
            return (_detectors[index] as IEndOfRun)?.AtEnd();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return LeaveOut(index, fault);
        }
    }

    private Finding? LeaveOut(int index, Exception fault)
    {
        _detectors[index] = null;
        _fault(fault);
        return null;
    }

    private void Tell(int index, in Finding finding)
    {
        foreach (EpisodeLog log in _logsOf[index])
            log.Add(finding, out _);
    }
}

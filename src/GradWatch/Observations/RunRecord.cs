namespace GradWatch.Observations;

/// <summary>What is kept of a whole run: a trace for each series. Bounded memory, whatever the length of the run.</summary>
public sealed class RunRecord
{
    /// <summary>Bins kept of a series of the whole run.</summary>
    public const int RunBins = 4096;

    /// <summary>Bins kept of a series of one tensor.</summary>
    public const int TensorBins = 256;

    private readonly Dictionary<Series, SeriesTrace> _traces = [];
    private readonly List<SeriesTrace> _inOrder = [];

    /// <summary>The traces, in the order in which their series appeared.</summary>
    public IReadOnlyList<SeriesTrace> Traces => _inOrder;

    /// <summary>Observations seen, of all series.</summary>
    public long Observations { get; private set; }

    /// <summary>The lowest step seen; 0 when there is none.</summary>
    public long FirstStep { get; private set; }

    /// <summary>The highest step seen; 0 when there is none.</summary>
    public long LastStep { get; private set; }

    /// <summary>Adds an observation.</summary>
    public void Add(in Observation observation)
    {
        if (Observations++ == 0)
            (FirstStep, LastStep) = (observation.Step, observation.Step);
        FirstStep = Math.Min(FirstStep, observation.Step);
        LastStep = Math.Max(LastStep, observation.Step);
        if (!_traces.TryGetValue(observation.Series, out SeriesTrace? trace))
        {
            trace = new SeriesTrace(observation.Series, observation.Series.IsOfRun ? RunBins : TensorBins);
            _traces.Add(observation.Series, trace);
            _inOrder.Add(trace);
        }
        trace.Add(observation.Step, observation.Value);
    }

    /// <summary>The trace of a series; null when nothing of it was seen.</summary>
    public SeriesTrace? Find(Series series) => _traces.GetValueOrDefault(series);

    /// <summary>The first trace of a quantity of the whole run (the main loss comes first); null when there is none.</summary>
    public SeriesTrace? Find(Quantity quantity) =>
        _traces.GetValueOrDefault(new Series(quantity)) ?? _inOrder.Find(t => t.Series.Quantity == quantity && t.Series.IsOfRun);

    /// <summary>The traces of one quantity for each tensor, in the order in which they appeared (usually depth, input first).</summary>
    public IEnumerable<SeriesTrace> OfTensors(Quantity quantity) =>
        _inOrder.Where(t => t.Series.Quantity == quantity && !t.Series.IsOfRun);
}

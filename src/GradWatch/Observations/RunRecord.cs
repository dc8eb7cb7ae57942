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
            trace = Begin(observation.Series);
        trace.Add(observation.Step, observation.Value);
    }

    /// <summary>Bytes that the traces take in memory, about.</summary>
    public long MemoryBytes
    {
        get
        {
            long bytes = 0;
            foreach (SeriesTrace trace in _inOrder)
                bytes += trace.MemoryBytes;
            return bytes;
        }
    }

    /// <summary>The trace of a series; null when nothing of it was seen.</summary>
    public SeriesTrace? Find(Series series) => _traces.GetValueOrDefault(series);

    /// <summary>The first trace of a quantity of the whole run (the main loss comes first); null when there is none.</summary>
    public SeriesTrace? Find(Quantity quantity) =>
        _traces.GetValueOrDefault(new Series(quantity)) ?? _inOrder.Find(t => t.Series.Quantity == quantity && t.Series.IsOfRun);

    /// <summary>The traces of one quantity for each tensor, in the order in which they appeared (usually depth, input first).</summary>
    public IEnumerable<SeriesTrace> OfTensors(Quantity quantity) =>
        _inOrder.Where(t => t.Series.Quantity == quantity && !t.Series.IsOfRun);

    internal void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Observations);
        writer.Write(FirstStep);
        writer.Write(LastStep);
        writer.Write7BitEncodedInt(_inOrder.Count);
        foreach (SeriesTrace trace in _inOrder)
        {
            writer.Write(trace.Series);
            trace.Save(writer);
        }
    }

    internal void Restore(BinaryReader reader)
    {
        _traces.Clear();
        _inOrder.Clear();
        Observations = reader.Read7BitEncodedInt64();
        FirstStep = reader.ReadInt64();
        LastStep = reader.ReadInt64();
        for (int left = reader.Read7BitEncodedInt(); left > 0; left--)
            Begin(reader.ReadSeries()).Restore(reader);
    }

    private SeriesTrace Begin(Series series)
    {
        SeriesTrace trace = new(series, series.IsOfRun ? RunBins : TensorBins);
        _traces.Add(series, trace);
        _inOrder.Add(trace);
        return trace;
    }
}

using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Cli.Import;

/// <summary>Observations of a log as batches: those of one step that follow each other are one row.</summary>
internal sealed class LogBatches
{
    private readonly Dictionary<Series, int> _indices = [];
    private readonly List<Series> _series = [];
    private readonly StepRows _rows = new();
    private bool _taken;

    internal int Values => _taken ? 0 : _rows.Values;

    internal bool BeginsRow(in Observation observation) => _taken || _rows.Count == 0 || _rows.Steps[^1] != observation.Step;

    internal void Add(in Observation observation)
    {
        if (_taken)
            _rows.Clear();
        bool begins = BeginsRow(observation);
        _taken = false;
        if (begins)
            _rows.Begin(observation.Step);
        if (!_indices.TryGetValue(observation.Series, out int index))
        {
            _indices.Add(observation.Series, index = _series.Count);
            _series.Add(observation.Series);
        }
        _rows.Add(index, observation.Value);
    }

    /// <summary>What has come since the last time. It is valid until the next observation is added.</summary>
    internal RunBatch Take(RunStatus? status)
    {
        RunBatch batch = new() { Series = _series, Rows = _taken ? new StepRows() : _rows, Status = status };
        _taken = true;
        return batch;
    }
}

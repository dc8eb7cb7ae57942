using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Observations;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Recording;

/// <summary>Writes a training's observations to a store without the training ever waiting for it.</summary>
/// <remarks>
/// Observing belongs to the thread that trains: it copies numbers, never blocks, never throws, and allocates nothing once buffers have grown. A task of its
/// own writes them. While the store cannot be written, what fits is kept, more is dropped and counted, and writing resumes by itself.
/// </remarks>
public sealed class RunRecorder : IAsyncDisposable, IDisposable
{
    private readonly Dictionary<Series, int> _indices = [];
    private readonly List<Series> _newSeries = [];
    private readonly StepRows _step = new();
    private readonly RecordedTail _tail;
    private readonly RecordWriter _writer;
    private bool _ended;
    private long _dropped;

    /// <summary>Records into runs that are hosted already; the hosts stay open.</summary>
    public RunRecorder(IRunHosts hosts, RunStart start, RecordingOptions? options = null, TimeProvider? time = null)
        : this(_ => new(new OpenedHosts(hosts, null)), start, options, time) => ArgumentNullException.ThrowIfNull(hosts);

    private RunRecorder(Func<CancellationToken, ValueTask<OpenedHosts>> open, RunStart start, RecordingOptions? options, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(start);
        options ??= new RecordingOptions();
        Run = start.Id;
        _tail = new RecordedTail(options.Capacity);
        _writer = new RecordWriter(_tail, open, start, options, time ?? TimeProvider.System);
        _writer.Faulted += fault => Faulted?.Invoke(fault);
    }

    /// <summary>Told once an outage of what keeps the store from being written. Comes from the writing task: what it throws is ignored.</summary>
    public event Action<Exception>? Faulted;

    /// <summary>The identity of the run.</summary>
    public string Run { get; }

    /// <summary>Observations that were dropped, because the store could not be written for too long.</summary>
    public long Lost => Interlocked.Read(ref _dropped) + _writer.Lost;

    /// <summary>Why the store cannot be written now; null while it can.</summary>
    public Exception? Trouble => _writer.Trouble;

    /// <summary>Records into a store that is opened by the writing task, and closed by it: a place as <see cref="RunStores"/> takes it.</summary>
    public static RunRecorder Open(string? place, RunStart start, RecordingOptions? options = null, TimeProvider? time = null) =>
        new(cancel => OpenedHosts.OpenAsync(place, time, cancel), start, options, time);

    /// <summary>Takes an observation in. Those of one step that follow each other are one row.</summary>
    /// <remarks>Of a tensor, single precision is kept where the value has one: 4 bytes, and its norm is not known better.</remarks>
    public void Observe(in Observation observation)
    {
        if (_step.Count > 0 && _step.Steps[0] != observation.Step)
            EndStep();
        if (_step.Count == 0)
            _step.Begin(observation.Step);
        if (!_indices.TryGetValue(observation.Series, out int index))
        {
            _indices.Add(observation.Series, index = _indices.Count);
            _newSeries.Add(observation.Series);
        }
        _step.Add(index, observation.Series.IsOfRun ? observation.Value : Single(observation.Value));
    }

    /// <summary>Hands over what was observed of the step; it is written within the interval.</summary>
    public void EndStep()
    {
        if (_step.Count == 0)
            return;
        if (_ended || _writer.IsRetired || !_tail.Add(_step, _newSeries))
            Interlocked.Add(ref _dropped, _step.Values);
        _newSeries.Clear();
        _step.Clear();
    }

    /// <summary>Takes in what a guard did.</summary>
    public void Record(in GuardAction action) => _tail.Add(action);

    /// <summary>Takes in where a value that is not finite came from.</summary>
    public void Record(NonFiniteOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        _tail.Add(origin);
    }

    /// <summary>Ends the recording and waits, at most for the deadline, until what is left is written. What is not by then is lost, and counted.</summary>
    public async Task EndAsync(RunStatus status = RunStatus.Finished)
    {
        if (_ended)
            return;
        EndStep();
        _ended = true;
        await _writer.EndAsync(status).ConfigureAwait(false);
        _writer.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await EndAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    // Off the caller's context: a program that waits in a user interface's thread would wait for itself.
    public void Dispose() => Task.Run(() => EndAsync()).GetAwaiter().GetResult();

    // A value that single precision would make infinite or zero, or keep fewer digits of, stays as it is.
    private static double Single(double value)
    {
        float single = (float)value;
        return double.IsNaN(value) || float.IsNormal(single) ? single : value;
    }
}

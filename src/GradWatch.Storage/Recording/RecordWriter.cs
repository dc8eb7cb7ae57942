using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Recording;

/// <summary>The task that writes a recording: takes what has come, hands it to the run's host, and tries again what failed.</summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly string _name = RunIds.New();
    private readonly Taken _taken = new();
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly RecordedTail _tail;
    private readonly Func<CancellationToken, ValueTask<OpenedHosts>> _open;
    private readonly RunStart _start;
    private readonly RecordingOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private OpenedHosts? _opened;
    private IRunHost? _host;
    private RunStatus _status;
    private long _sequence;
    private long _lost;
    private int _counted;

    internal RecordWriter(
        RecordedTail tail, Func<CancellationToken, ValueTask<OpenedHosts>> open, RunStart start, RecordingOptions options, TimeProvider time)
    {
        (_tail, _open, _start, _options, _time) = (tail, open, start, options, time);
        _loop = Task.Run(RunAsync);
    }

    internal event Action<Exception>? Faulted;

    internal Exception? Trouble { get; private set; }

    /// <summary>True when nothing will be written any more: the run was deleted, or has ended.</summary>
    internal bool IsRetired { get; private set; }

    /// <summary>Observations that were taken and could not be written before the end.</summary>
    internal long Lost => Interlocked.Read(ref _lost);

    internal async Task EndAsync(RunStatus status)
    {
        _status = status;
        await _end.CancelAsync().ConfigureAwait(false);
        using CancellationTokenSource deadline = new(_options.Deadline, _time);
        using CancellationTokenRegistration giveUp = deadline.Token.Register(_abandon.Cancel);
        // A store that does not even answer is not waited for: its task is left behind.
        await _loop.WaitAsync(_options.Deadline + _options.FirstWait, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_loop.IsCompleted)
            CountLeft();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_loop.IsCompleted)
            return;
        _end.Dispose();
        _abandon.Dispose();
    }

    private async Task RunAsync()
    {
        TimeSpan backOff = _options.FirstWait;
        while (!_abandon.IsCancellationRequested && !IsRetired)
        {
            bool last = _end.IsCancellationRequested;
            bool written = await TryAsync(last).ConfigureAwait(false);
            if (written && last)
                break;
            TimeSpan wait = written ? _options.Interval : last ? _options.FirstWait : backOff;
            backOff = written ? _options.FirstWait : TimeSpan.FromTicks(Math.Min(2 * backOff.Ticks, _options.LongestWait.Ticks));
            await Task.Delay(wait, _time, last ? _abandon.Token : _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        IsRetired = true;
        CountLeft();
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task<bool> TryAsync(bool last)
    {
        try
        {
            await WriteAsync(last).ConfigureAwait(false);
            Trouble = null;
            return true;
        }
        catch (SequenceGapException gap)
        {
            // The store is not the one that took the last batch, or was put back to an earlier state: what it has is what it has.
            _sequence = gap.Expected - 1;
            return false;
        }
        catch (Exception fault)
        {
            IsRetired = fault is StaleRunException { ActualRows: null };
            Tell(fault);
            return false;
        }
    }

    private async Task WriteAsync(bool last)
    {
        _opened ??= await _open(_abandon.Token).ConfigureAwait(false);
        _host ??= await _opened.Hosts.OpenAsync(_start, _abandon.Token).ConfigureAwait(false);
        while (true)
        {
            if (_taken.IsEmpty)
                _tail.Take(_taken, last);
            if (_taken.IsEmpty)
                break;
            while (!_taken.IsEmpty)
            {
                await _host.IngestAsync(_taken.Next(_name, _sequence + 1)).ConfigureAwait(false);
                _sequence++;
                _tail.Release(_taken.Done());
            }
            if (!last)
                return;
        }
        if (last)
            await _host.IngestAsync(_taken.Next(_name, _sequence + 1) with { Status = _status }).ConfigureAwait(false);
    }

    private void Tell(Exception fault)
    {
        bool begins = Trouble is null;
        Trouble = begins ? fault : Trouble;
        if (!begins)
            return;
        try
        {
            Faulted?.Invoke(fault);
        }
        catch (Exception other) when (other is not OutOfMemoryException)
        {
            // There is nobody left to tell.
        }
    }

    // What was dropped was counted when it was. A task that was left behind may still write some of it: it is called lost all the same.
    private void CountLeft()
    {
        if (Interlocked.Exchange(ref _counted, 1) == 0)
            Interlocked.Add(ref _lost, _taken.Left + _tail.Values);
    }

    private async Task CloseAsync()
    {
        if (_opened is null)
            return;
        try
        {
            await _opened.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Tell(fault);
        }
    }
}

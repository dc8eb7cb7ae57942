using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using GradWatch.Observations;

namespace GradWatch.Logs;

/// <summary>Observations that are read on a thread of their own while those before them are digested.</summary>
/// <remarks>A short log is read on the caller's thread: it is at its end before another thread has begun.</remarks>
/// <param name="observations">Begun: its first observation is the current one.</param>
internal sealed class ReadAhead(IEnumerator<Observation> observations) : IEnumerable<Observation>
{
    private const int ShortLog = 16_384;

    /// <inheritdoc/>
    public IEnumerator<Observation> GetEnumerator()
    {
        for (int read = 0; read < ShortLog; read++)
        {
            yield return observations.Current;
            if (!observations.MoveNext())
                yield break;
        }
        using var reading = new Reading(observations);
        while (reading.Next(out Observation[] items, out int count))
        {
            for (int i = 0; i < count; i++)
                yield return items[i];
            reading.GiveBack(items);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Reading : IDisposable
    {
        private const int Batches = 4;
        private const int BatchSize = 4096;
        private readonly BlockingCollection<(Observation[] Items, int Count)> _full = [];
        private readonly BlockingCollection<Observation[]> _empty = [];
        private readonly CancellationTokenSource _stop = new();
        private readonly IEnumerator<Observation> _observations;
        private readonly Task _reading;
        private ExceptionDispatchInfo? _failure;

        internal Reading(IEnumerator<Observation> observations)
        {
            _observations = observations;
            for (int i = 0; i < Batches; i++)
                _empty.Add(new Observation[BatchSize]);
            _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        internal bool Next(out Observation[] items, out int count)
        {
            bool any = _full.TryTake(out (Observation[] Items, int Count) batch, Timeout.Infinite);
            (items, count) = batch;
            if (!any)
                _failure?.Throw();
            return any;
        }

        internal void GiveBack(Observation[] items) => _empty.Add(items);

        // Whoever reads the log may throw at any observation: those before it come first.
        private void Read()
        {
            for (bool more = true; more && !_stop.IsCancellationRequested;)
            {
                if (!TryTakeEmpty(out Observation[]? items))
                    break;
                int count = 0;
                do
                {
                    items[count++] = _observations.Current;
                    more = Advance();
                }
                while (more && count < items.Length);
                _full.Add((items, count));
            }
            _full.CompleteAdding();
        }

        private bool TryTakeEmpty([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Observation[]? items)
        {
            try
            {
                return _empty.TryTake(out items, Timeout.Infinite, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                items = null;
                return false;
            }
        }

        private bool Advance()
        {
            try
            {
                return _observations.MoveNext();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
                return false;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _stop.Cancel();
            _reading.Wait();
            _full.Dispose();
            _empty.Dispose();
            _stop.Dispose();
        }
    }
}

using System.Threading.Channels;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Hosting;

/// <summary>Joins the writes of many runs: whatever waits when a transaction ends goes into the next one.</summary>
/// <remarks>A commit costs the disk the same for one write as for a hundred, so under load the writes share it, and alone none waits.</remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    // So that one transaction never holds readers or memory for long.
    private const int MostWrites = 256;
    private const int MostValues = 1_000_000;

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4 * MostWrites) { SingleReader = true });
    private readonly IRunLog _log;
    private readonly Task _loop;

    internal GroupCommit(IRunLog log)
    {
        _log = log;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Completes when the write is durable; fails as <see cref="IRunLog.AppendAsync"/> does.</summary>
    internal async Task AppendAsync(RunAppend append, CancellationToken cancel)
    {
        Pending pending = new(append);
        await _queue.Writer.WriteAsync(pending, cancel).ConfigureAwait(false);
        // Once queued it is written whatever becomes of the caller: only the outcome says what the run has.
        await pending.Done.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        List<Pending> group = [];
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            int values = 0;
            while (group.Count < MostWrites && values < MostValues && _queue.Reader.TryRead(out Pending? next))
            {
                group.Add(next);
                values += next.Append.Rows.Values;
            }
            await CommitAsync(group).ConfigureAwait(false);
        }
    }

    private async Task CommitAsync(List<Pending> group)
    {
        try
        {
            await _log.AppendAsync([.. group.Select(pending => pending.Append)]).ConfigureAwait(false);
            foreach (Pending pending in group)
                pending.Done.TrySetResult();
        }
        catch (Exception failure) when (group.Count > 1 && failure is not StoreUnavailableException)
        {
            // One of them was written by somebody else, or cannot be written at all: the others are not to suffer for it.
            foreach (Pending pending in group)
                await CommitAsync([pending]).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            foreach (Pending pending in group)
                pending.Done.TrySetException(failure);
        }
    }

    private sealed record Pending(RunAppend Append)
    {
        internal TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace GradWatch.Storage.Hosting;

/// <summary>Hands news to whoever listens. A listener that is too slow loses the oldest; nobody waits for it.</summary>
internal sealed class NewsHub
{
    private const int Kept = 256;

    private readonly ConcurrentDictionary<Channel<RunNews>, string?> _listeners = [];
    private volatile bool _ended;

    internal bool AnyListener(string run) => _listeners.Values.Any(wanted => wanted is null || wanted == run);

    internal void Tell(RunNews news)
    {
        foreach ((Channel<RunNews> listener, string? run) in _listeners)
        {
            if (run is null || run == news.Summary.Id)
                listener.Writer.TryWrite(news);
        }
    }

    internal async IAsyncEnumerable<RunNews> ListenAsync(string? run, [EnumeratorCancellation] CancellationToken cancel)
    {
        Channel<RunNews> channel = Channel.CreateBounded<RunNews>(
            new BoundedChannelOptions(Kept) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _listeners.TryAdd(channel, run);
        if (_ended)
            channel.Writer.TryComplete();
        try
        {
            await foreach (RunNews news in channel.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
                yield return news;
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    /// <summary>Ends every listening.</summary>
    internal void End()
    {
        _ended = true;
        foreach (Channel<RunNews> listener in _listeners.Keys)
            listener.Writer.TryComplete();
    }
}

using GradWatch.Storage.Hosting;

namespace GradWatch.Storage.Recording;

/// <summary>Hosts that a recording writes to; with their store where the recording opened both.</summary>
internal sealed record OpenedHosts(IRunHosts Hosts, IRunStore? Store) : IAsyncDisposable
{
    internal static async ValueTask<OpenedHosts> OpenAsync(string? place, TimeProvider? time, CancellationToken cancel)
    {
        IRunStore store = await RunStores.OpenAsync(place, time: time, cancel: cancel).ConfigureAwait(false);
        // Nobody reads runs here: those of other processes are not looked for.
        return new OpenedHosts(new RunHosts(store, new HostingOptions { LookInterval = TimeSpan.Zero }, time), store);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Store is null)
            return;
        await Hosts.DisposeAsync().ConfigureAwait(false);
        await Store.DisposeAsync().ConfigureAwait(false);
    }
}

using System.Collections.Concurrent;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Sending;

/// <summary>What the server must know of a run to read its batches, for the runs that were sent to last.</summary>
internal sealed class Intakes(IRunStore store, ServerOptions options)
{
    // Read again from the store when needed: no more than a bound on memory.
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<string, Intake> _byRun = [];

    internal async ValueTask<Intake> OfAsync(IRunHost host, CancellationToken cancel)
    {
        string run = host.Summary.Id;
        if (_byRun.TryGetValue(run, out Intake? known))
            return known;
        Intake intake = new(host, options);
        foreach (string kind in new[] { OwnEntries.Schema, OwnEntries.Naming })
        {
            foreach (RunEntry entry in await store.EntriesAsync(run, kind, cancel).ConfigureAwait(false))
                intake.Restore(entry);
        }
        if (_byRun.Count >= MostKept)
            _byRun.Clear();
        return _byRun.GetOrAdd(run, intake);
    }

    internal void Forget(string run) => _byRun.TryRemove(run, out _);
}

using GradWatch.Observations;
using GradWatch.Server.Sending;
using GradWatch.Storage.Hosting;

namespace GradWatch.Server.Taps;

/// <summary>Series of the names that a framework uses: decided as for JSON batches, and kept with the run.</summary>
internal sealed class SeriesNames(Intakes intakes)
{
    private const int LongestName = 500;

    /// <summary>The series of each name; null for one that is no quantity.</summary>
    internal async ValueTask<IReadOnlyDictionary<string, Series?>> FindAsync(IRunHost host, IEnumerable<string> names, CancellationToken cancel)
    {
        Intake intake = await intakes.OfAsync(host, cancel).ConfigureAwait(false);
        HashSet<string> all = new(names, StringComparer.Ordinal);
        List<string> unknown = [.. all.Where(name => name.Length <= LongestName && !intake.Names.TryFind(name, out _))];
        if (unknown.Count > 0)
            await intake.LearnAsync(unknown, cancel).ConfigureAwait(false);
        Dictionary<string, Series?> found = new(StringComparer.Ordinal);
        foreach (string name in all)
            found[name] = intake.Names.TryFind(name, out Series? series) ? series : null;
        return found;
    }
}

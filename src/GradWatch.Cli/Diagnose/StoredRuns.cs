using GradWatch.Cli.Runs;
using GradWatch.Cli.Texts;
using GradWatch.Reports;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Diagnose;

/// <summary>Reports of runs in a store: <c>run:ID</c>, or an id where no file of that name is.</summary>
internal sealed class StoredRuns(string? place, Complaints complaints, Language language, CancellationToken cancel)
{
    private const string Prefix = "run:";

    /// <summary>True when a run is meant and not a file.</summary>
    internal bool Wants(string given) => !Path.Exists(given)
        && (given.StartsWith(Prefix, StringComparison.Ordinal) || RunIds.IsValid(given) && given != "-" && (place is not null || Directory.Exists(RunStores.DefaultFolder)));

    internal IEnumerable<Report> Of(string given) => OfAsync(given).GetAwaiter().GetResult() is { } report ? [report] : [];

    private async Task<Report?> OfAsync(string given)
    {
        bool asked = given.StartsWith(Prefix, StringComparison.Ordinal);
        string name = asked ? given[Prefix.Length..] : given;
        try
        {
            await using IRunStore store = await StoreOption.OpenExistingAsync(place, cancel).ConfigureAwait(false);
            (RunSummary? run, string problem) = await RunFinder.FindAsync(store, name, language, cancel).ConfigureAwait(false);
            if (run is null)
            {
                complaints.Add(asked ? problem : CliTexts.Format(language, "error.no_file_no_run", given, problem));
                return null;
            }
            await using var hosts = new RunHosts(store, new HostingOptions { LookInterval = TimeSpan.Zero });
            IRunHost? host = await hosts.FindAsync(run.Id, cancel).ConfigureAwait(false);
            return host is null ? null : await host.ReportAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is MissingStoreException or StoreUnavailableException)
        {
            complaints.Add(StoreOption.Describe(failure, place, language));
            return null;
        }
    }
}

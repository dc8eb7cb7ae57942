using System.Security.Cryptography;
using System.Text;
using GradWatch.Cli.Texts;
using GradWatch.Logs;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Import;

/// <summary>From a run of a log to a run of the store, by the same way that a live training takes.</summary>
internal sealed class Importing(IRunStore store, bool replace, Complaints complaints, Language language, CancellationToken cancel) : IAsyncDisposable
{
    // A transaction each: large enough that its cost is nothing, small enough that memory is.
    private const int BatchValues = 100_000;
    private const int IdLength = 16;
    private const string StandardInput = "-";

    private readonly RunHosts _hosts = new(store, new HostingOptions { LookInterval = TimeSpan.Zero });
    private readonly Dictionary<string, int> _alike = [];

    /// <summary>Takes a run in; null when it was there already, or holds nothing.</summary>
    internal ImportedRun? Import(string path, LogRun run) => ImportAsync(run).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    private async Task<ImportedRun?> ImportAsync(LogRun run)
    {
        RunStart start = Start(run.Description);
        if (await store.FindAsync(start.Id, cancel).ConfigureAwait(false) is { } kept)
        {
            // One that is still open was broken off: nobody else writes under this id.
            if (!replace && kept.Status != RunStatus.Running)
            {
                complaints.Note(CliTexts.Format(language, "import.kept", run.Description.Source, kept.Id));
                // The runs of one source are read one after the other.
                foreach (Observation _ in run.Observations)
                    continue;
                return null;
            }
            await _hosts.DeleteAsync(kept.Id, cancel).ConfigureAwait(false);
        }
        return await FillAsync(run, start).ConfigureAwait(false);
    }

    private async Task<ImportedRun?> FillAsync(LogRun run, RunStart start)
    {
        IRunHost? host = null;
        bool whole = false;
        try
        {
            var batches = new LogBatches();
            foreach (Observation observation in run.Observations)
            {
                cancel.ThrowIfCancellationRequested();
                if (batches.Values >= BatchValues && batches.BeginsRow(observation))
                {
                    host ??= await _hosts.OpenAsync(start, cancel).ConfigureAwait(false);
                    await host.IngestAsync(batches.Take(null), cancel).ConfigureAwait(false);
                }
                batches.Add(observation);
            }
            if (batches.Values == 0 && host is null)
                return null;
            host ??= await _hosts.OpenAsync(start, cancel).ConfigureAwait(false);
            foreach (Sentence note in run.Notes.Sentences)
                await host.NoteAsync(Note(note), cancel).ConfigureAwait(false);
            await host.IngestAsync(batches.Take(RunStatus.Finished), cancel).ConfigureAwait(false);
            Report report = await host.ReportAsync(cancel).ConfigureAwait(false);
            whole = true;
            return new ImportedRun(host.Summary, report with { Run = run.Description, Notes = [.. run.Notes.Sentences, .. report.Notes] });
        }
        finally
        {
            if (!whole && host is not null)
                await TryDeleteAsync(start.Id).ConfigureAwait(false);
        }
    }

    private async Task TryDeleteAsync(string id)
    {
        try
        {
            await _hosts.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StoreUnavailableException)
        {
            // It stays open, and the next import replaces it.
        }
    }

    private RunStart Start(RunDescription run)
    {
        string source = run.Source == StandardInput ? StandardInput : Path.GetFullPath(run.Source);
        string identity = $"{source}\n{run.Name}";
        int alike = _alike[identity] = _alike.GetValueOrDefault(identity) + 1;
        return new RunStart
        {
            Id = source == StandardInput ? RunIds.New() : Identity(alike > 1 ? $"{identity}\n{alike}" : identity),
            Name = run.Name ?? Named(source), Source = source, Format = run.Format,
        };
    }

    // The same log is the same run, however its path was written.
    private static string Identity(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..IdLength];

    // metrics.csv is what many are called: the directory tells them apart.
    private static string Named(string source)
    {
        string name = Path.GetFileNameWithoutExtension(source);
        return Path.GetFileName(Path.GetDirectoryName(source)) is { Length: > 0 } folder ? $"{folder}/{name}" : name;
    }

    private static RunEntry Note(Sentence note) => new()
    {
        Kind = EntryKinds.Note, Row = 0, FirstStep = 0, LastStep = 0, English = note.In(Language.English), Russian = note.In(Language.Russian),
    };
}

using GradWatch.Storage.Runs;

namespace GradWatch.Storage;

/// <summary>Which runs there are. Thread-safe.</summary>
public interface IRunCatalog
{
    /// <summary>Creates the run, or answers the one that has this id already, unchanged.</summary>
    ValueTask<RunSummary> OpenAsync(RunStart start, CancellationToken cancel = default);

    /// <summary>The run; null when there is none.</summary>
    ValueTask<RunSummary?> FindAsync(string run, CancellationToken cancel = default);

    /// <summary>The runs that pass, the newest first.</summary>
    ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunFilter? filter = null, CancellationToken cancel = default);

    /// <summary>Changes name, note or tags; null when there is no such run. Rows are not touched.</summary>
    /// <remarks>Name, note and tags in the store win over those in the summary of an append: a person's change is never written over.</remarks>
    ValueTask<RunSummary?> ChangeAsync(string run, RunChange change, CancellationToken cancel = default);

    /// <summary>Removes the run with all that is kept of it; false when there is none.</summary>
    ValueTask<bool> DeleteAsync(string run, CancellationToken cancel = default);
}

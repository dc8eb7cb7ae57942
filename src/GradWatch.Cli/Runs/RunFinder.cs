using GradWatch.Cli.Texts;
using GradWatch.Storage;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Cli.Runs;

/// <summary>From what a person writes to a run: its id, the beginning of its id, or its name, as long as no other run is meant.</summary>
internal static class RunFinder
{
    private const int MostNamed = 5;

    /// <summary>The run, or null and why it was not found.</summary>
    internal static async Task<(RunSummary? Run, string Problem)> FindAsync(IRunStore store, string given, Language language, CancellationToken cancel)
    {
        if (RunIds.IsValid(given) && await store.FindAsync(given, cancel).ConfigureAwait(false) is { } exact)
            return (exact, "");
        IReadOnlyList<RunSummary> all = await store.ListAsync(new RunFilter { Take = int.MaxValue }, cancel).ConfigureAwait(false);
        RunSummary[] found = [.. all.Where(run => run.Name == given)];
        if (found.Length == 0)
            found = [.. all.Where(run => run.Id.StartsWith(given, StringComparison.Ordinal))];
        return found switch
        {
            [RunSummary one] => (one, ""),
            [] => (null, CliTexts.Format(language, "error.no_run", given, store.Place)),
            _ => (null, CliTexts.Format(language, "error.runs_alike", given, string.Join(", ", found.Take(MostNamed).Select(run => run.Id)))),
        };
    }

    /// <summary>Finds a run and does something with it; one that is not found is told.</summary>
    internal static async Task<int> WithAsync(
        IRunStore store, string given, Language language, Func<RunSummary, Task<int>> act, CancellationToken cancel)
    {
        (RunSummary? run, string problem) = await FindAsync(store, given, language, cancel).ConfigureAwait(false);
        if (run is not null)
            return await act(run).ConfigureAwait(false);
        await Console.Error.WriteLineAsync($"{CommandLine.Name}: {problem}").ConfigureAwait(false);
        return ExitStatus.Unusable;
    }
}

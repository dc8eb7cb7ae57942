using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Mlflow;

/// <summary>Runs as MLflow's clients create, change and find them.</summary>
internal sealed class MlflowRuns(RunDoor door, IRunHosts hosts, IRunStore store, MlflowExperiments experiments)
{
    internal async Task<IRunHost> FindAsync(string run, CancellationToken cancel) =>
        await hosts.FindAsync(run, cancel).ConfigureAwait(false) ?? throw MlflowProblemException.Missing($"Run with id={run} not found");

    internal async Task<IRunHost> CreateAsync(MlflowRequest request, CancellationToken cancel)
    {
        string experiment = request.Text("experiment_id") ?? "0";
        string experimentName = await experiments.FindAsync(experiment, cancel).ConfigureAwait(false)
            ?? throw MlflowProblemException.Missing($"No Experiment with id={experiment} exists");
        Dictionary<string, string> tags = MlflowTags.Fitting(Pairs(request.Items("tags")), null);
        string id = Guid.NewGuid().ToString("N");
        string name = request.Text("run_name") ?? tags.GetValueOrDefault(MlflowTags.RunName) ?? $"{experimentName}-{id[..6]}";
        tags.Remove(MlflowTags.RunName);
        tags[MlflowTags.Experiment] = experimentName;
        if (request.Text("user_id") is { } user)
            tags.TryAdd(MlflowTags.User, user);
        RunStart start = new()
        {
            Id = id, Name = name, Source = tags.GetValueOrDefault("mlflow.source.name", "mlflow"), Format = "mlflow", Tags = tags,
        };
        return await door.OpenAsync(start, cancel).ConfigureAwait(false);
    }

    internal async Task<RunSummary> UpdateAsync(IRunHost host, MlflowRequest request, CancellationToken cancel)
    {
        if (request.Text("run_name") is { } name)
            await hosts.ChangeAsync(host.Summary.Id, new RunChange { Name = name }, cancel).ConfigureAwait(false);
        // Set running again by its next rows; told so without any, it has not ended.
        if (MlflowJson.StatusOf(request.Text("status")) is { } status && status != host.Summary.Status)
            await host.IngestAsync(new RunBatch { Series = [], Rows = new StepRows(), Status = status }, cancel).ConfigureAwait(false);
        return host.Summary;
    }

    /// <summary>Sets tags and parameters; what is too much is left out.</summary>
    internal async Task TagAsync(IRunHost host, IEnumerable<KeyValuePair<string, string>> tags, CancellationToken cancel)
    {
        Dictionary<string, string> fitting = MlflowTags.Fitting(tags, host.Summary);
        fitting.Remove(MlflowTags.RunName, out string? name);
        if (fitting.Count > 0 || name is { Length: > 0 })
            await hosts.ChangeAsync(host.Summary.Id, new RunChange { Tags = fitting, Name = string.IsNullOrEmpty(name) ? null : name }, cancel).ConfigureAwait(false);
    }

    internal async Task<(IReadOnlyList<RunSummary> Runs, string? Next)> SearchAsync(MlflowRequest request, CancellationToken cancel)
    {
        HashSet<string> ids = new(request.Texts("experiment_ids"), StringComparer.Ordinal);
        Func<RunSummary, bool> passes = MlflowFilter.Parse(request.Text("filter"));
        int most = (int)Math.Clamp(request.Integer("max_results") ?? 1000, 1, 50_000);
        int skip = (int)Math.Clamp(request.Integer("page_token") ?? 0, 0, int.MaxValue);
        IReadOnlyList<RunSummary> all = await store.ListAsync(new RunFilter { Take = int.MaxValue }, cancel).ConfigureAwait(false);
        List<RunSummary> found = [.. all.Where(run => ids.Contains(MlflowExperiments.IdOf(MlflowExperiments.NameOf(run))) && passes(run)).Skip(skip).Take(most + 1)];
        bool more = found.Count > most;
        return (more ? found[..most] : found, more ? (skip + most).ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    internal static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<MlflowRequest> items) =>
        items.Select(item => KeyValuePair.Create(item.Required("key"), item.Text("value") ?? ""));
}

using System.Data.Common;
using System.Text.Json;
using GradWatch.Detectors;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <content>Which runs there are.</content>
internal sealed partial class SqlRunStore
{
    private const string SummaryColumns = "id, name, note, tags, created, updated, status, worst, row_count, observations, summary";
    private const long NoEpisode = -1;

    /// <summary>All tables that hold something of a run beside the run itself, by its key.</summary>
    private static readonly string[] PartsOfRun =
        ["run_series", "run_tails", "run_blocks", "run_columns", "run_rollups", "run_episodes", "run_entries", "run_writers", "run_reports", "run_states"];

    /// <inheritdoc/>
    public async ValueTask<RunSummary> OpenAsync(RunStart start, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (!RunIds.IsValid(start.Id))
            throw new ArgumentException($"'{start.Id}' is no id of a run", nameof(start));
        if (await FindAsync(start.Id, cancel).ConfigureAwait(false) is { } known)
            return known;
        DateTimeOffset now = _time.GetUtcNow();
        RunSummary begun = new()
        {
            Id = start.Id, Name = start.Name, Source = start.Source, Format = start.Format, Tags = start.Tags, Created = now, Updated = now,
        };
        await WriteAsync(writing => writing.RunAsync(
            "INSERT INTO runs (id, name, note, tags, created, updated, status, worst, row_count, sealed, observations, summary) "
            + "VALUES (@p0, @p1, '', @p2, @p3, @p3, 0, -1, 0, 0, 0, @p4) ON CONFLICT (id) DO NOTHING",
            cancel, begun.Id, begun.Name, Tags(begun.Tags), now.UtcTicks, SummaryBytes.Write(begun)), cancel).ConfigureAwait(false);
        return await FindAsync(start.Id, cancel).ConfigureAwait(false) ?? begun;
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary?> FindAsync(string run, CancellationToken cancel = default)
    {
        IReadOnlyList<RunSummary> found =
            await ListAsync($"SELECT {SummaryColumns} FROM runs WHERE id = @p0", Summary, cancel, run).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RunSummary>> ListAsync(RunFilter? filter = null, CancellationToken cancel = default)
    {
        filter ??= new RunFilter();
        List<string> conditions = [];
        List<object?> values = [];
        void Where(string condition, object value)
        {
            conditions.Add(condition.Replace("?", "@p" + values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
            values.Add(value);
        }
        if (filter.Verdict is { } verdict)
            Where(verdict == "healthy" ? "worst <= ?" : "worst = ?", verdict switch
            {
                "critical" => (long)Severity.Critical,
                "warning" => (long)Severity.Warning,
                _ => (long)Severity.Info,
            });
        if (filter.Status is { } status)
            Where("status = ?", (long)status);
        if (filter.UpdatedSince is { } since)
            Where("updated >= ?", since.UtcTicks);
        string where = conditions.Count > 0 ? " WHERE " + string.Join(" AND ", conditions) : "";
        // Text is compared here: a database of the one kind knows no Cyrillic capitals.
        bool here = filter.Text is { Length: > 0 };
        string page = here ? "" : $" LIMIT {filter.Take} OFFSET {filter.Skip}";
        IReadOnlyList<RunSummary> runs = await ListAsync(
            $"SELECT {SummaryColumns} FROM runs{where} ORDER BY created DESC, key DESC{page}", Summary, cancel, [.. values]).ConfigureAwait(false);
        return here ? [.. runs.Where(run => Mentions(run, filter.Text!)).Skip(filter.Skip).Take(filter.Take)] : runs;
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary?> ChangeAsync(string run, RunChange change, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        await WriteAsync(async writing =>
        {
            if (await writing.ScalarAsync($"SELECT tags FROM runs WHERE id = @p0{_dialect.ForUpdate}", cancel, run).ConfigureAwait(false) is not string kept)
                return 0;
            Dictionary<string, string> tags = new(Tags(kept));
            foreach ((string name, string value) in change.Tags ?? new Dictionary<string, string>())
            {
                if (value.Length == 0)
                    tags.Remove(name);
                else
                    tags[name] = value;
            }
            return await writing.RunAsync(
                "UPDATE runs SET name = COALESCE(@p1, name), note = COALESCE(@p2, note), tags = @p3 WHERE id = @p0",
                cancel, run, change.Name, change.Note, Tags(tags)).ConfigureAwait(false);
        }, cancel).ConfigureAwait(false);
        return await FindAsync(run, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string run, CancellationToken cancel = default) => WriteAsync(async writing =>
    {
        if (await writing.ScalarAsync($"SELECT key FROM runs WHERE id = @p0{_dialect.ForUpdate}", cancel, run).ConfigureAwait(false) is not long key)
            return false;
        foreach (string part in PartsOfRun)
            await writing.RunAsync($"DELETE FROM {part} WHERE run = @p0", cancel, key).ConfigureAwait(false);
        return await writing.RunAsync("DELETE FROM runs WHERE key = @p0", cancel, key).ConfigureAwait(false) > 0;
    }, cancel);

    private static bool Mentions(RunSummary run, string text) =>
        new[] { run.Name, run.Id, run.Source, run.WorstDetector, run.WorstTensor, run.Verdict }.Concat(run.Tags.Select(tag => $"{tag.Key}={tag.Value}"))
            .Any(part => part?.Contains(text, StringComparison.OrdinalIgnoreCase) ?? false);

    private static RunSummary Summary(DbDataReader reader)
    {
        long worst = reader.GetInt64(7);
        return SummaryBytes.Read(reader.Bytes(10), new RunSummary
        {
            Id = reader.GetString(0), Name = reader.GetString(1), Note = reader.GetString(2), Tags = Tags(reader.GetString(3)),
            Created = new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero), Updated = new DateTimeOffset(reader.GetInt64(5), TimeSpan.Zero),
            Status = (RunStatus)reader.GetInt64(6), Worst = worst == NoEpisode ? null : (Severity)worst,
            Rows = reader.GetInt64(8), Observations = reader.GetInt64(9),
        });
    }

    private static string Tags(IReadOnlyDictionary<string, string> tags) => tags.Count == 0 ? "" : JsonSerializer.Serialize(tags);

    private static Dictionary<string, string> Tags(string tags) =>
        tags.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(tags)!;
}

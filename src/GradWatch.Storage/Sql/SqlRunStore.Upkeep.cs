using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <content>Keeping it small and whole.</content>
internal sealed partial class SqlRunStore
{
    // A run that says it runs and was not written to for so long will not be, most likely; sealing it costs nothing if it is.
    private static readonly TimeSpan Still = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async ValueTask<StoreSize> CompactAsync(IProgress<double>? progress = null, CancellationToken cancel = default)
    {
        IReadOnlyList<(long Key, string Id)> open = await ListAsync(
            "SELECT key, id FROM runs WHERE sealed < row_count AND (status <> 0 OR updated < @p0) ORDER BY key",
            reader => (reader.GetInt64(0), reader.GetString(1)), cancel, (_time.GetUtcNow() - Still).UtcTicks).ConfigureAwait(false);
        for (int i = 0; i < open.Count; i++)
        {
            await WriteAsync(async writing =>
            {
                (long key, long rows, long sealedRows) = await RowsOfAsync(writing, open[i].Id, cancel).ConfigureAwait(false);
                if (key == open[i].Key && sealedRows < rows)
                    await SealAsync(writing, key, sealedRows, cancel).ConfigureAwait(false);
                return true;
            }, cancel).ConfigureAwait(false);
            progress?.Report((i + 1.0) / (open.Count + 1));
        }
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await _dialect.ShrinkAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (_dialect.Explain(failure) is not null)
        {
            throw _dialect.Explain(failure)!;
        }
        finally
        {
            _turn.Release();
        }
        progress?.Report(1);
        return await SizeAsync(cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RunSummary>> RetainAsync(RetentionPolicy policy, bool pretend = false, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        IReadOnlyList<RunSummary> runs = await ListAsync(new RunFilter { Take = int.MaxValue }, cancel).ConfigureAwait(false);
        IReadOnlyList<RunSummary> chosen = policy.Choose(runs, await SizeAsync(cancel).ConfigureAwait(false), _time.GetUtcNow());
        if (!pretend)
        {
            foreach (RunSummary run in chosen)
                await DeleteAsync(run.Id, cancel).ConfigureAwait(false);
        }
        return chosen;
    }

    /// <inheritdoc/>
    public async ValueTask<StoreSize> SizeAsync(CancellationToken cancel = default)
    {
        IReadOnlyList<(long Runs, long Observations)> counts = await ListAsync("SELECT COUNT(*), CAST(COALESCE(SUM(observations), 0) AS BIGINT) FROM runs",
            reader => (reader.GetInt64(0), reader.GetInt64(1)), cancel).ConfigureAwait(false);
        return new StoreSize(counts[0].Runs, counts[0].Observations, await _dialect.BytesAsync(cancel).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask CheckAsync(CancellationToken cancel = default) =>
        // A real write, of a run that no run is: a disk that is full takes statements that change nothing.
        await WriteAsync(writing => writing.RunAsync("INSERT INTO run_writers (run, writer, sequence) VALUES (-1, 'check', 1) "
            + "ON CONFLICT (run, writer) DO UPDATE SET sequence = run_writers.sequence + 1", cancel), cancel).ConfigureAwait(false);
}

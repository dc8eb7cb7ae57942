using System.Data.Common;
using GradWatch.Observations;
using GradWatch.Storage.Blocks;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <content>Appending, and sealing what was appended.</content>
internal sealed partial class SqlRunStore
{
    /// <inheritdoc/>
    public async ValueTask AppendAsync(IReadOnlyList<RunAppend> appends, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(appends);
        await WriteAsync(async writing =>
        {
            // In one order everywhere: two programs that write the same runs do not wait for each other for ever. Writes of one run keep theirs.
            foreach (RunAppend append in appends.OrderBy(append => append.Run, StringComparer.Ordinal))
                await AppendAsync(writing, append, cancel).ConfigureAwait(false);
            return true;
        }, cancel).ConfigureAwait(false);
    }

    private async ValueTask AppendAsync(SqlWriting writing, RunAppend append, CancellationToken cancel)
    {
        (long key, long rows, long sealedRows) = await RowsOfAsync(writing, append.Run, cancel).ConfigureAwait(false);
        if (key < 0)
            throw new StaleRunException(append.Run, append.FirstRow, null);
        if (rows != append.FirstRow)
            throw new StaleRunException(append.Run, append.FirstRow, rows);
        RunSummary summary = append.Summary;
        await writing.RunAsync(
            "UPDATE runs SET updated = @p1, status = @p2, worst = @p3, row_count = @p4, observations = @p5, summary = @p6 WHERE key = @p0",
            cancel, key, summary.Updated.UtcTicks, (long)summary.Status, summary.Worst is { } worst ? (long)worst : NoEpisode,
            rows + append.Rows.Count, summary.Observations, SummaryBytes.Write(summary)).ConfigureAwait(false);
        if (append.Rows.Count > 0)
        {
            await writing.RunAsync("INSERT INTO run_tails (run, first_row, bytes) VALUES (@p0, @p1, @p2)",
                cancel, key, rows, TailBytes.Write(append.Rows, _bytes)).ConfigureAwait(false);
        }
        await AppendBesideAsync(writing, key, append, cancel).ConfigureAwait(false);
        long unsealed = rows + append.Rows.Count - sealedRows;
        if (unsealed >= RowsPerBlock || (unsealed > 0 && summary.Status != RunStatus.Running && append.State is not null))
            await SealAsync(writing, key, sealedRows, cancel).ConfigureAwait(false);
    }

    private async ValueTask<(long Key, long Rows, long Sealed)> RowsOfAsync(SqlWriting writing, string run, CancellationToken cancel)
    {
        await using DbDataReader reader =
            await writing.ReadAsync($"SELECT key, row_count, sealed FROM runs WHERE id = @p0{_dialect.ForUpdate}", cancel, run).ConfigureAwait(false);
        return await reader.ReadAsync(cancel).ConfigureAwait(false) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)) : (-1, 0, 0);
    }

    private static async ValueTask AppendBesideAsync(SqlWriting writing, long key, RunAppend append, CancellationToken cancel)
    {
        foreach (SeriesEntry entry in append.NewSeries)
        {
            await writing.RunAsync("INSERT INTO run_series (run, idx, quantity, tensor, component) VALUES (@p0, @p1, @p2, @p3, @p4)",
                cancel, key, (long)entry.Index, entry.Series.Quantity.Name(), entry.Series.Tensor, entry.Series.Component).ConfigureAwait(false);
        }
        if (append.Writer is { } writer)
        {
            await writing.RunAsync("INSERT INTO run_writers (run, writer, sequence) VALUES (@p0, @p1, @p2) "
                + "ON CONFLICT (run, writer) DO UPDATE SET sequence = excluded.sequence", cancel, key, writer.Writer, writer.Sequence).ConfigureAwait(false);
        }
        foreach (StoredEpisode episode in append.Episodes)
            await SqlEpisodes.PutAsync(writing, key, episode, cancel).ConfigureAwait(false);
        foreach (RunEntry entry in append.Entries)
            await SqlEntries.AddAsync(writing, key, entry, cancel).ConfigureAwait(false);
        if (append.Report is not null)
        {
            await writing.RunAsync("INSERT INTO run_reports (run, json) VALUES (@p0, @p1) ON CONFLICT (run) DO UPDATE SET json = excluded.json",
                cancel, key, append.Report).ConfigureAwait(false);
        }
        if (append.State is { } state)
        {
            await writing.RunAsync("INSERT INTO run_states (run, row_count, bytes) VALUES (@p0, @p1, @p2) "
                + "ON CONFLICT (run) DO UPDATE SET row_count = excluded.row_count, bytes = excluded.bytes", cancel, key, state.Rows, state.Bytes.ToArray()).ConfigureAwait(false);
        }
    }

    /// <summary>Turns the tail of a run into columns.</summary>
    private async ValueTask SealAsync(SqlWriting writing, long key, long sealedRows, CancellationToken cancel)
    {
        StepRows rows = _sealing;
        rows.Clear();
        await using (DbDataReader tails = await writing.ReadAsync("SELECT bytes FROM run_tails WHERE run = @p0 ORDER BY first_row", cancel, key).ConfigureAwait(false))
        {
            while (await tails.ReadAsync(cancel).ConfigureAwait(false))
                TailBytes.Read(tails.Bytes(0), rows);
        }
        int[] groups = await GroupsAsync(writing, key, cancel).ConfigureAwait(false);
        SealedBlock block = SealedBlock.Of(rows, series => series < groups.Length ? groups[series] : series);
        (long lowest, long highest) = (long.MaxValue, long.MinValue);
        foreach (long step in rows.Steps)
            (lowest, highest) = (Math.Min(lowest, step), Math.Max(highest, step));
        await writing.RunAsync("INSERT INTO run_blocks (run, first_row, row_count, first_step, last_step, header) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            cancel, key, sealedRows, (long)rows.Count, lowest, highest, block.Header).ConfigureAwait(false);
        await _dialect.InsertColumnsAsync(writing, key, sealedRows, block.Groups, cancel).ConfigureAwait(false);
        await writing.RunAsync("DELETE FROM run_tails WHERE run = @p0", cancel, key).ConfigureAwait(false);
        await writing.RunAsync("UPDATE runs SET sealed = @p1 WHERE key = @p0", cancel, key, sealedRows + rows.Count).ConfigureAwait(false);
    }

    // The statistics of one tensor are looked at together, and so are the series of the whole run.
    private static async ValueTask<int[]> GroupsAsync(SqlWriting writing, long key, CancellationToken cancel)
    {
        Dictionary<string, int> first = [];
        List<int> groups = [];
        await using DbDataReader reader = await writing.ReadAsync("SELECT tensor FROM run_series WHERE run = @p0 ORDER BY idx", cancel, key).ConfigureAwait(false);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            // No tensor has an empty name where another has none: the two share a group, which is harmless.
            string tensor = reader.Text(0) ?? "";
            groups.Add(first.TryGetValue(tensor, out int group) ? group : first[tensor] = groups.Count);
        }
        return [.. groups];
    }
}

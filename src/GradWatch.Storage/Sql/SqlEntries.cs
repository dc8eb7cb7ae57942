using System.Data.Common;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <summary>What happened to a run beside its numbers, as rows of a table.</summary>
internal static class SqlEntries
{
    internal const string Select = "SELECT kind, at_row, first_step, last_step, english, russian, payload "
        + "FROM run_entries WHERE run = (SELECT key FROM runs WHERE id = @p0)";

    internal static async ValueTask AddAsync(SqlWriting writing, long key, RunEntry entry, CancellationToken cancel) => await writing.RunAsync(
        "INSERT INTO run_entries (run, number, kind, at_row, first_step, last_step, english, russian, payload) "
        + "VALUES (@p0, (SELECT COALESCE(MAX(number), -1) + 1 FROM run_entries WHERE run = @p0), @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
        cancel, key, entry.Kind, entry.Row, entry.FirstStep, entry.LastStep, entry.English, entry.Russian, entry.Payload.ToArray()).ConfigureAwait(false);

    internal static RunEntry Read(DbDataReader reader) => new()
    {
        Kind = reader.GetString(0), Row = reader.GetInt64(1), FirstStep = reader.GetInt64(2), LastStep = reader.GetInt64(3),
        English = reader.GetString(4), Russian = reader.GetString(5), Payload = reader.Bytes(6),
    };
}

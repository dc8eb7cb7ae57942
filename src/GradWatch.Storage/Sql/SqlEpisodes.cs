using System.Data.Common;
using GradWatch.Detectors;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <summary>Episodes as rows of a table.</summary>
internal static class SqlEpisodes
{
    internal const string Select = "SELECT number, detector, severity, series, tensor, first_step, alarm_step, last_step, closed, english, russian "
        + "FROM run_episodes WHERE run = (SELECT key FROM runs WHERE id = @p0) ORDER BY number";

    internal static async ValueTask PutAsync(SqlWriting writing, long key, StoredEpisode episode, CancellationToken cancel) => await writing.RunAsync(
        "INSERT INTO run_episodes (run, number, detector, severity, series, tensor, first_step, alarm_step, last_step, closed, english, russian) "
        + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11) "
        + "ON CONFLICT (run, number) DO UPDATE SET severity = excluded.severity, tensor = excluded.tensor, first_step = excluded.first_step, "
        + "alarm_step = excluded.alarm_step, last_step = excluded.last_step, closed = excluded.closed, english = excluded.english, russian = excluded.russian",
        cancel, key, (long)episode.Number, episode.Detector, (long)episode.Severity, episode.Series, episode.Tensor, episode.FirstStep, episode.AlarmStep,
        episode.LastStep, episode.Closed ? 1L : 0L, episode.English, episode.Russian).ConfigureAwait(false);

    internal static StoredEpisode Read(DbDataReader reader) => new()
    {
        Number = (int)reader.GetInt64(0), Detector = reader.GetString(1), Severity = (Severity)reader.GetInt64(2), Series = reader.GetString(3),
        Tensor = reader.Text(4), FirstStep = reader.GetInt64(5), AlarmStep = reader.GetInt64(6), LastStep = reader.GetInt64(7),
        Closed = reader.GetInt64(8) != 0, English = reader.GetString(9), Russian = reader.GetString(10),
    };
}

namespace GradWatch.Storage.Sql;

/// <summary>The tables, in words that both databases understand; {bytes}, {key} and {rest} are each one's own.</summary>
internal static class SqlTables
{
    /// <summary>Raised when a table changes; a store of an older version is brought up to date, one of a newer version is refused.</summary>
    internal const int Version = 1;

    private static readonly string[] Statements =
    [
        "CREATE TABLE IF NOT EXISTS runs (key {key}, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, note TEXT NOT NULL, tags TEXT NOT NULL, "
            + "created BIGINT NOT NULL, updated BIGINT NOT NULL, status BIGINT NOT NULL, worst BIGINT NOT NULL, row_count BIGINT NOT NULL, "
            + "sealed BIGINT NOT NULL, observations BIGINT NOT NULL, summary {bytes} NOT NULL)",
        "CREATE INDEX IF NOT EXISTS runs_by_created ON runs (created, key)",
        "CREATE INDEX IF NOT EXISTS runs_by_updated ON runs (updated)",
        "CREATE TABLE IF NOT EXISTS run_series (run BIGINT NOT NULL, idx BIGINT NOT NULL, quantity TEXT NOT NULL, tensor TEXT, component TEXT, "
            + "PRIMARY KEY (run, idx)){rest}",
        "CREATE TABLE IF NOT EXISTS run_tails (run BIGINT NOT NULL, first_row BIGINT NOT NULL, bytes {bytes} NOT NULL, PRIMARY KEY (run, first_row)){rest}",
        "CREATE TABLE IF NOT EXISTS run_blocks (run BIGINT NOT NULL, first_row BIGINT NOT NULL, row_count BIGINT NOT NULL, first_step BIGINT NOT NULL, "
            + "last_step BIGINT NOT NULL, header {bytes} NOT NULL, PRIMARY KEY (run, first_row)){rest}",
        "CREATE TABLE IF NOT EXISTS run_columns (run BIGINT NOT NULL, first_row BIGINT NOT NULL, grp BIGINT NOT NULL, "
            + "bytes {bytes} NOT NULL, PRIMARY KEY (run, first_row, grp)){rest}",
        // Apart from the columns: small rows side by side are read without the large ones between them, and both fill their pages.
        "CREATE TABLE IF NOT EXISTS run_rollups (run BIGINT NOT NULL, first_row BIGINT NOT NULL, grp BIGINT NOT NULL, "
            + "bytes {bytes} NOT NULL, PRIMARY KEY (run, first_row, grp))",
        "CREATE TABLE IF NOT EXISTS run_episodes (run BIGINT NOT NULL, number BIGINT NOT NULL, detector TEXT NOT NULL, severity BIGINT NOT NULL, "
            + "series TEXT NOT NULL, tensor TEXT, first_step BIGINT NOT NULL, alarm_step BIGINT NOT NULL, last_step BIGINT NOT NULL, closed BIGINT NOT NULL, "
            + "english TEXT NOT NULL, russian TEXT NOT NULL, PRIMARY KEY (run, number)){rest}",
        "CREATE TABLE IF NOT EXISTS run_entries (run BIGINT NOT NULL, number BIGINT NOT NULL, kind TEXT NOT NULL, at_row BIGINT NOT NULL, "
            + "first_step BIGINT NOT NULL, last_step BIGINT NOT NULL, english TEXT NOT NULL, russian TEXT NOT NULL, payload {bytes} NOT NULL, "
            + "PRIMARY KEY (run, number)){rest}",
        "CREATE TABLE IF NOT EXISTS run_writers (run BIGINT NOT NULL, writer TEXT NOT NULL, sequence BIGINT NOT NULL, PRIMARY KEY (run, writer)){rest}",
        "CREATE TABLE IF NOT EXISTS run_reports (run BIGINT PRIMARY KEY, json TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS run_states (run BIGINT PRIMARY KEY, row_count BIGINT NOT NULL, bytes {bytes} NOT NULL)",
    ];

    /// <summary>The statements that create what is missing.</summary>
    internal static IEnumerable<string> For(string key, string bytes, string rest) => Statements.Select(statement =>
        statement.Replace("{key}", key, StringComparison.Ordinal).Replace("{bytes}", bytes, StringComparison.Ordinal)
            .Replace("{rest}", rest, StringComparison.Ordinal));
}

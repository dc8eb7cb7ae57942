using System.Data.Common;
using System.Globalization;
using GradWatch.Storage.Blocks;
using GradWatch.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace GradWatch.Storage.Sqlite;

/// <summary>One file beside the work: SQLite in WAL mode. Readers do not wait for the writer, and other processes may use it too.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    // "GradWtch" would not fit: the four letters that tell our files from others'.
    private const int ApplicationId = 0x47576368;

    private readonly string _file;
    private readonly string _source;
    private readonly SqliteDurability _durability;

    internal SqliteDialect(string file, SqliteDurability durability)
    {
        _file = file;
        _durability = durability;
        _source = new SqliteConnectionStringBuilder { DataSource = file, Pooling = true, DefaultTimeout = 30 }.ToString();
    }

    internal override string Place => _file;

    internal override string ForUpdate => "";

    internal override async ValueTask<DbConnection> ConnectAsync(CancellationToken cancel)
    {
        SqliteConnection connection = new(_source);
        try
        {
            await connection.OpenAsync(cancel).ConfigureAwait(false);
            string durability = _durability == SqliteDurability.PowerLoss ? "FULL" : "NORMAL";
            await connection.RunAsync($"PRAGMA synchronous = {durability}", cancel).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal override ValueTask<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancel) =>
        new(((SqliteConnection)connection).BeginTransaction(deferred: false));

    internal override ValueTask<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancel) =>
        new(((SqliteConnection)connection).BeginTransaction(deferred: true));

    internal override async ValueTask PrepareAsync(CancellationToken cancel)
    {
        await using DbConnection connection = await ConnectAsync(cancel).ConfigureAwait(false);
        long application = await NumberAsync(connection, "PRAGMA application_id", cancel).ConfigureAwait(false);
        long version = await NumberAsync(connection, "PRAGMA user_version", cancel).ConfigureAwait(false);
        bool isEmpty = await NumberAsync(connection, "SELECT COUNT(*) FROM sqlite_master", cancel).ConfigureAwait(false) == 0;
        if (!isEmpty && application != ApplicationId)
            throw new StoreUnavailableException(StoreTrouble.Damaged, $"{_file} is a database of another program, not a store of runs");
        if (version > SqlTables.Version)
            throw new StoreUnavailableException(StoreTrouble.Damaged,
                $"{_file} was written by a newer GradWatch (version {version} of the store, this one knows {SqlTables.Version})");
        if (isEmpty)
            await connection.RunAsync($"PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {ApplicationId}", cancel).ConfigureAwait(false);
        await connection.RunAsync("PRAGMA journal_mode = WAL", cancel).ConfigureAwait(false);
        if (version == SqlTables.Version)
            return;
        foreach (string statement in SqlTables.For("INTEGER PRIMARY KEY", "BLOB", " WITHOUT ROWID"))
            await connection.RunAsync(statement, cancel).ConfigureAwait(false);
        await connection.RunAsync($"PRAGMA user_version = {SqlTables.Version}", cancel).ConfigureAwait(false);
    }

    internal override async ValueTask InsertColumnsAsync(
        SqlWriting writing, long run, long firstRow, IReadOnlyList<SealedGroup> groups, CancellationToken cancel)
    {
        foreach (SealedGroup group in groups)
        {
            await writing.RunAsync("INSERT INTO run_columns (run, first_row, grp, bytes) VALUES (@p0, @p1, @p2, @p3)",
                cancel, run, firstRow, (long)group.Group, group.Columns).ConfigureAwait(false);
            await writing.RunAsync("INSERT INTO run_rollups (run, first_row, grp, bytes) VALUES (@p0, @p1, @p2, @p3)",
                cancel, run, firstRow, (long)group.Group, group.Rollup).ConfigureAwait(false);
        }
    }

    internal override StoreUnavailableException? Explain(Exception failure) => failure switch
    {
        StoreUnavailableException explained => explained,
        SqliteException { SqliteErrorCode: 13 } => new(StoreTrouble.DiskFull, $"{_file}: the disk is full", failure),
        SqliteException { SqliteErrorCode: 5 or 6 } => new(StoreTrouble.Busy, $"{_file}: another program holds it", failure),
        SqliteException { SqliteErrorCode: 3 or 8 or 14 or 23 } => new(StoreTrouble.Denied, $"{_file}: it cannot be opened or written ({failure.Message})", failure),
        SqliteException { SqliteErrorCode: 11 or 26 } => new(StoreTrouble.Damaged, $"{_file}: it is damaged, or no store ({failure.Message})", failure),
        // A disk that ends while the shared memory of the log is made tells itself as an input or output error.
        SqliteException { SqliteErrorCode: 10 } => new(StoreTrouble.DiskFull, $"{_file}: it cannot be written, the disk may be full ({failure.Message})", failure),
        InvalidDataException => new(StoreTrouble.Damaged, $"{_file}: {failure.Message}", failure),
        _ => null,
    };

    internal override async ValueTask ShrinkAsync(CancellationToken cancel)
    {
        await using DbConnection connection = await ConnectAsync(cancel).ConfigureAwait(false);
        // A step of the statement frees a page: it runs until it has nothing more to say.
        await connection.QueryAsync("PRAGMA incremental_vacuum", _ => 0, cancel).CountAsync(cancel).ConfigureAwait(false);
        await connection.RunAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel).ConfigureAwait(false);
    }

    internal override ValueTask<long> BytesAsync(CancellationToken cancel)
    {
        long bytes = 0;
        foreach (string part in (ReadOnlySpan<string>)["", "-wal", "-shm"])
        {
            FileInfo file = new(_file + part);
            bytes += file.Exists ? file.Length : 0;
        }
        return new(bytes);
    }

    public override ValueTask DisposeAsync()
    {
        using SqliteConnection any = new(_source);
        SqliteConnection.ClearPool(any);
        return default;
    }

    private static async ValueTask<long> NumberAsync(DbConnection connection, string sql, CancellationToken cancel)
    {
        await using DbCommand command = SqlCommands.Create(connection, sql, []);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }
}

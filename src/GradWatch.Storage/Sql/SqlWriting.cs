using System.Data.Common;

namespace GradWatch.Storage.Sql;

/// <summary>The connection that writes, with its commands prepared once.</summary>
internal sealed class SqlWriting(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement whose parameters are @0, @1, … in order; null is a database null.</summary>
    internal async ValueTask<int> RunAsync(string sql, CancellationToken cancel, params object?[] values) =>
        await Command(sql, values).ExecuteNonQueryAsync(cancel).ConfigureAwait(false);

    internal async ValueTask<object?> ScalarAsync(string sql, CancellationToken cancel, params object?[] values) =>
        await Command(sql, values).ExecuteScalarAsync(cancel).ConfigureAwait(false) is { } found and not DBNull ? found : null;

    internal async ValueTask<DbDataReader> ReadAsync(string sql, CancellationToken cancel, params object?[] values) =>
        await Command(sql, values).ExecuteReaderAsync(cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (DbCommand command in _commands.Values)
            await command.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private DbCommand Command(string sql, object?[] values)
    {
        if (!_commands.TryGetValue(sql, out DbCommand? command))
        {
            command = SqlCommands.Create(connection, sql, values);
            _commands.Add(sql, command);
        }
        command.Transaction = Transaction;
        SqlCommands.Set(command, values);
        return command;
    }
}

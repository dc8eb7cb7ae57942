using System.Data.Common;
using GradWatch.Storage.Blocks;
using GradWatch.Storage.Runs;

namespace GradWatch.Storage.Sql;

/// <summary>A store in a database: rows in a tail as they arrive, sealed into columns of some hundred rows, a group of series each.</summary>
/// <remarks>One connection writes; readers have their own and do not wait for it. What several processes write to one run is found by its count of rows.</remarks>
internal sealed partial class SqlRunStore : IRunStore
{
    /// <summary>Rows a block: 16 KB for a tensor with eight statistics, measured as small and quick to write.</summary>
    internal const int RowsPerBlock = 512;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ByteWriter _bytes = new();
    private readonly StepRows _sealing = new();
    private readonly SqlDialect _dialect;
    private readonly TimeProvider _time;
    private SqlWriting? _writing;

    private SqlRunStore(SqlDialect dialect, TimeProvider time)
    {
        _dialect = dialect;
        _time = time;
    }

    /// <inheritdoc/>
    public string Place => _dialect.Place;

    internal static async ValueTask<SqlRunStore> OpenAsync(SqlDialect dialect, TimeProvider? time, CancellationToken cancel)
    {
        SqlRunStore store = new(dialect, time ?? TimeProvider.System);
        try
        {
            await dialect.PrepareAsync(cancel).ConfigureAwait(false);
            return store;
        }
        catch (Exception failure)
        {
            await store.DisposeAsync().ConfigureAwait(false);
            if (dialect.Explain(failure) is { } explained)
                throw explained;
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await LetGoAsync().ConfigureAwait(false);
            await _dialect.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>All that <paramref name="act"/> writes is kept, or nothing.</summary>
    private async ValueTask<T> WriteAsync<T>(Func<SqlWriting, ValueTask<T>> act, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        DbTransaction? transaction = null;
        try
        {
            _writing ??= new SqlWriting(await _dialect.ConnectAsync(cancel).ConfigureAwait(false));
            transaction = _writing.Transaction = await _dialect.BeginWritingAsync(_writing.Connection, cancel).ConfigureAwait(false);
            T result = await act(_writing).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return result;
        }
        catch (StaleRunException)
        {
            await RollBackAsync(transaction).ConfigureAwait(false);
            throw;
        }
        catch (Exception failure)
        {
            await RollBackAsync(transaction).ConfigureAwait(false);
            await LetGoAsync().ConfigureAwait(false);
            if (_dialect.Explain(failure) is { } explained)
                throw explained;
            throw;
        }
        finally
        {
            if (transaction is not null)
                await transaction.DisposeAsync().ConfigureAwait(false);
            _turn.Release();
        }
    }

    /// <summary>Reads through a connection of its own.</summary>
    private async ValueTask<T> ReadAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel)
    {
        try
        {
            await using DbConnection connection = await _dialect.ConnectAsync(cancel).ConfigureAwait(false);
            return await act(connection).ConfigureAwait(false);
        }
        catch (Exception failure) when (_dialect.Explain(failure) is not null)
        {
            throw _dialect.Explain(failure)!;
        }
    }

    /// <summary>Reads by several statements what was there at one moment: between two of them a tail may be sealed.</summary>
    private ValueTask<T> ReadAtOnceAsync<T>(Func<DbConnection, ValueTask<T>> act, CancellationToken cancel) => ReadAsync(async connection =>
    {
        await using DbTransaction moment = await _dialect.BeginReadingAsync(connection, cancel).ConfigureAwait(false);
        return await act(connection).ConfigureAwait(false);
    }, cancel);

    private ValueTask<IReadOnlyList<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancel, params object?[] values) =>
        ReadAsync<IReadOnlyList<T>>(async connection => await connection.QueryAsync(sql, read, cancel, values).ToListAsync(cancel).ConfigureAwait(false), cancel);

    private static async ValueTask RollBackAsync(DbTransaction? transaction)
    {
        if (transaction is null)
            return;
        try
        {
            await transaction.RollbackAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException)
        {
            // A full disk or a broken connection has rolled it back already.
        }
    }

    private async ValueTask LetGoAsync()
    {
        SqlWriting? writing = _writing;
        _writing = null;
        if (writing is null)
            return;
        try
        {
            await writing.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException or IOException)
        {
            // It was broken: the next write opens another.
        }
    }
}

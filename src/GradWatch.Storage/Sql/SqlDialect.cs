using System.Data.Common;
using GradWatch.Storage.Blocks;

namespace GradWatch.Storage.Sql;

/// <summary>In what two databases differ; all else of a store is the same for both.</summary>
internal abstract class SqlDialect : IAsyncDisposable
{
    /// <summary>Where it is, for people.</summary>
    internal abstract string Place { get; }

    /// <summary>Put after a SELECT of a row that is about to be changed.</summary>
    internal abstract string ForUpdate { get; }

    /// <summary>An open connection from a pool.</summary>
    internal abstract ValueTask<DbConnection> ConnectAsync(CancellationToken cancel);

    /// <summary>Begins a transaction that will write.</summary>
    internal abstract ValueTask<DbTransaction> BeginWritingAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>Begins a transaction in which all that is read is of one moment; it keeps no writer waiting.</summary>
    internal abstract ValueTask<DbTransaction> BeginReadingAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>Creates what is missing and brings what is older up to date; refuses what is newer or foreign.</summary>
    internal abstract ValueTask PrepareAsync(CancellationToken cancel);

    /// <summary>Inserts the columns of a block.</summary>
    internal abstract ValueTask InsertColumnsAsync(
        SqlWriting writing, long run, long firstRow, IReadOnlyList<SealedGroup> groups, CancellationToken cancel);

    /// <summary>What a failure of the driver means; null for one that is a defect.</summary>
    internal abstract StoreUnavailableException? Explain(Exception failure);

    /// <summary>Gives freed space back to the disk.</summary>
    internal abstract ValueTask ShrinkAsync(CancellationToken cancel);

    /// <summary>Bytes on disk.</summary>
    internal abstract ValueTask<long> BytesAsync(CancellationToken cancel);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

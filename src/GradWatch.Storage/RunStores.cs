using GradWatch.Storage.Postgres;
using GradWatch.Storage.Sql;
using GradWatch.Storage.Sqlite;

namespace GradWatch.Storage;

/// <summary>Opens stores by where they are.</summary>
public static class RunStores
{
    /// <summary>The folder that is taken when none is named, in the current directory.</summary>
    public const string DefaultFolder = ".gradwatch";

    private const string FileName = "runs.db";

    /// <summary>Opens a store, and creates it where there is none.</summary>
    /// <param name="place">A folder (its file is <c>runs.db</c>), a file that ends in <c>.db</c>, or <c>postgres://user:password@host/database</c>;
    /// null is <see cref="DefaultFolder"/>.</param>
    /// <param name="durability">What an acknowledged write survives in a file; PostgreSQL has settings of its own.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">It cannot be opened, is of another program or of a newer version.</exception>
    public static async ValueTask<IRunStore> OpenAsync(
        string? place = null, SqliteDurability durability = SqliteDurability.PowerLoss, TimeProvider? time = null, CancellationToken cancel = default)
    {
        place = string.IsNullOrEmpty(place) ? DefaultFolder : place;
        if (PostgresPlace.IsOne(place))
            return await SqlRunStore.OpenAsync(new PostgresDialect(place), time, cancel).ConfigureAwait(false);
        if (place.Contains("://", StringComparison.Ordinal))
            throw new StoreUnavailableException(StoreTrouble.Denied, $"{place[..place.IndexOf(':', StringComparison.Ordinal)]}: stores are kept in a folder or at postgres://…");
        return await SqlRunStore.OpenAsync(new SqliteDialect(FileOf(place), durability), time, cancel).ConfigureAwait(false);
    }

    private static string FileOf(string place)
    {
        try
        {
            string file = place.EndsWith(".db", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(place) ? place : Path.Combine(place, FileName);
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
                Directory.CreateDirectory(folder);
            return file;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StoreUnavailableException(StoreTrouble.Denied, $"{place}: the folder cannot be made ({failure.Message})", failure);
        }
    }
}

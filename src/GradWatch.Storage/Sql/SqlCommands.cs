using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace GradWatch.Storage.Sql;

/// <summary>Statements with parameters @p0, @p1, … in order.</summary>
internal static class SqlCommands
{
    internal static DbCommand Create(DbConnection connection, string sql, object?[] values)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = "@p" + i.ToString(CultureInfo.InvariantCulture);
            command.Parameters.Add(parameter);
        }
        Set(command, values);
        return command;
    }

    internal static void Set(DbCommand command, object?[] values)
    {
        for (int i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] is string text ? Storable(text) : values[i] ?? DBNull.Value;
    }

    // What no database keeps in a text, zero characters and halves of a pair, is kept as the sign for an unknown character.
    private static string Storable(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0'))
            return text;
        StringBuilder storable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            storable.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return storable.ToString();
    }

    /// <summary>Runs a statement once.</summary>
    internal static async ValueTask<int> RunAsync(this DbConnection connection, string sql, CancellationToken cancel, params object?[] values)
    {
        await using DbCommand command = Create(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The rows of a query, each as <paramref name="read"/> makes it.</summary>
    internal static async IAsyncEnumerable<T> QueryAsync<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> read, [EnumeratorCancellation] CancellationToken cancel, params object?[] values)
    {
        await using DbCommand command = Create(connection, sql, values);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
            yield return read(reader);
    }

    internal static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    internal static byte[] Bytes(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);
}

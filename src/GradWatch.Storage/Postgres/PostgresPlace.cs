using System.Globalization;
using Npgsql;

namespace GradWatch.Storage.Postgres;

/// <summary>An address of a database as people write it: <c>postgres://user:password@host:5432/database?sslmode=require</c>.</summary>
internal static class PostgresPlace
{
    // What the driver's own settings begin with.
    private static readonly string[] FirstSettings = ["Host=", "Server=", "Data Source=", "Port=", "Database=", "Username=", "User Id="];

    internal static bool IsOne(string place) =>
        place.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || IsSettings(place);

    /// <summary>The settings as the driver reads them; throws <see cref="StoreUnavailableException"/> for what it does not know.</summary>
    internal static string ConnectionString(string place)
    {
        try
        {
            return IsSettings(place) ? new NpgsqlConnectionStringBuilder(place).ToString() : OfAddress(new Uri(place));
        }
        catch (Exception wrong) when (wrong is UriFormatException or ArgumentException or FormatException)
        {
            throw new StoreUnavailableException(StoreTrouble.Denied, $"the address of the database is not understood: {wrong.Message}", wrong);
        }
    }

    internal static string WithoutPassword(NpgsqlConnectionStringBuilder settings) =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{settings.Username}@{settings.Host}:{settings.Port}/{settings.Database}");

    private static bool IsSettings(string place) => FirstSettings.Any(first => place.StartsWith(first, StringComparison.OrdinalIgnoreCase));

    private static string OfAddress(Uri address)
    {
        NpgsqlConnectionStringBuilder settings = new()
        {
            Host = address.Host.Length > 0 ? address.Host : "localhost",
            Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
        };
        string[] user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        if (address.AbsolutePath.Length > 1)
            settings.Database = Uri.UnescapeDataString(address.AbsolutePath[1..]);
        foreach (string option in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = option.Split('=', 2);
            settings[Name(parts[0])] = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
        }
        return settings.ToString();
    }

    private static string Name(string option) => option switch
    {
        "sslmode" => "SSL Mode",
        "host" => "Host",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        _ => option,
    };
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GradWatch.Storage.Tests.Postgres;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace GradWatch.Storage.Tests.Postgres;

/// <summary>A real server in a temporary folder, on a port of its own; started when a test first asks for it.</summary>
/// <remarks>Tests that clear it, or kill it, are of the one collection: they run one after the other.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Collection = "PostgreSQL";

    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch-pg-").FullName;
    private readonly int _port = FreePort();
    private readonly Lazy<Task> _started;
    private Process? _process;

    public PostgresServer() => _started = new Lazy<Task>(StartAsync);

    public string Place => string.Create(CultureInfo.InvariantCulture, $"postgres://gradwatch@127.0.0.1:{_port}/postgres?connect_timeout=30");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Call it first in a test: it is skipped where no server is installed.</summary>
    public Task RequireAsync()
    {
        Assert.SkipUnless(Binaries() is not null, "PostgreSQL is not installed here: apt-get install postgresql");
        return _started.Value;
    }

    /// <summary>An empty database.</summary>
    public async Task ClearAsync()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_port};Username=gradwatch;Database=postgres;Pooling=false");
        await using NpgsqlCommand drop = source.CreateCommand("DROP SCHEMA IF EXISTS gradwatch CASCADE");
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary>Ends the server and all its processes at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        string first = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        using Process killed = Process.Start("kill", ["-9", first]);
        await killed.WaitForExitAsync();
        await _process!.WaitForExitAsync();
    }

    public async Task StartAgainAsync()
    {
        _process = Run("postgres", "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "shared_buffers=32MB");
        await WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await KillAsync();
        using Process removed = Process.Start("rm", ["-rf", _folder]);
        await removed.WaitForExitAsync();
    }

    private static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault()
        : null;

    private async Task StartAsync()
    {
        if (Environment.UserName == "root")
        {
            using Process owned = Process.Start("chown", ["postgres", _folder]);
            await owned.WaitForExitAsync();
        }
        using Process made = Run("initdb", "-D", Data, "-A", "trust", "-U", "gradwatch", "--no-sync", "-E", "UTF8", "--locale=C");
        await made.WaitForExitAsync();
        Assert.Equal(0, made.ExitCode);
        await StartAgainAsync();
    }

    // A server does not run as root: the package has made a user for it.
    private Process Run(string program, params string[] arguments)
    {
        string path = Path.Combine(Binaries()!, program);
        ProcessStartInfo start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = _folder;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitAsync()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={_port};Username=gradwatch;Database=postgres;Pooling=false");
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await using NpgsqlCommand ping = source.CreateCommand("SELECT 1");
                await ping.ExecuteScalarAsync();
                return;
            }
            catch (NpgsqlException) when (attempt < 300)
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

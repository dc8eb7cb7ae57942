using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GradWatch.Siege;

/// <summary>The real <c>gradwatch serve</c> as a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private readonly string _store;
    private Process? _process;

    private ServerProcess(string store, int port) => (_store, Address) = (store, new Uri($"http://127.0.0.1:{port}"));

    internal Uri Address { get; }

    /// <summary>Bytes of memory that it takes now.</summary>
    internal long ResidentBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Time that it had a processor, whatever else the machine did.</summary>
    internal TimeSpan ProcessorTime => _process!.TotalProcessorTime;

    internal static async Task<ServerProcess> StartAsync(string store)
    {
        ServerProcess server = new(store, FreePort());
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts it (again) at the same address with the same store.</summary>
    internal async Task StartAsync()
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { Path.Combine(AppContext.BaseDirectory, "gradwatch.dll"), "serve", "--listen", Address.ToString(), "--store", _store })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
                Console.Error.WriteLine($"  server: {text}");
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using HttpClient client = new() { BaseAddress = Address };
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync("/health");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited && Stopwatch.GetElapsedTime(begun) < LongestStart)
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>kill -9.</summary>
    internal async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Asks it to end in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

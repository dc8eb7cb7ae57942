using System.Net;
using System.Text.Json;
using GradWatch.Cli.Dashboard;
using GradWatch.Server;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GradWatch.Dashboard.Tests;

/// <summary>A real server with the dashboard, on a free port of the loopback address, with a store in a temporary folder.</summary>
internal sealed class SomeDashboard : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gradwatch-dashboard-");
    private readonly HttpClient _client = new();
    private IRunStore? _store;
    private RunHosts? _hosts;
    private WebApplication? _app;
    private int _port;

    internal string Address { get; private set; } = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal static async Task<SomeDashboard> StartAsync()
    {
        SomeDashboard dashboard = new();
        await dashboard.BeginAsync();
        return dashboard;
    }

    /// <summary>Starts, again on the same port.</summary>
    internal async Task BeginAsync()
    {
        _store = await RunStores.OpenAsync(Path.Combine(_folder.FullName, "runs"), cancel: Cancel);
        _hosts = new RunHosts(_store);
        _app = ServerApplication.Create(new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, _port) }, _store, _hosts, new DashboardFiles());
        await _app.StartAsync(Cancel);
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _port = new Uri(Address).Port;
    }

    internal async Task EndAsync()
    {
        if (_app is null)
            return;
        await _app.DisposeAsync();
        await _hosts!.DisposeAsync();
        await _store!.DisposeAsync();
        _app = null;
    }

    internal async Task<JsonElement> AskAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(method, $"{Address}/api/v1/{path}");
        if (json is not null)
            request.Content = new StringContent(json, null, "application/json");
        using HttpResponseMessage answer = await _client.SendAsync(request, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    internal Task OpenAsync(string run, string tags = "{}") => AskAsync(HttpMethod.Put, $"runs/{run}", $$"""{ "name": "{{run}}", "source": "train.py", "tags": {{tags}} }""");

    internal Task SendAsync(string run, string batch) => AskAsync(HttpMethod.Post, $"runs/{run}/batches", batch);

    /// <summary>A recorded run from its first to its last row, and its end.</summary>
    internal async Task<SomeDashboard> WithAsync(params string[] names)
    {
        foreach (string name in names)
        {
            RecordedRun recorded = new(name);
            await OpenAsync(name);
            for (int row = 0; row < recorded.Count; row += 100)
                await SendAsync(name, recorded.Batch(row, Math.Min(row + 100, recorded.Count)));
            await AskAsync(HttpMethod.Post, $"runs/{name}/end", """{ "status": "finished" }""");
        }
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }
}

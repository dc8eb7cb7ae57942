using System.Net;
using System.Text.Json;
using GradWatch.Observations;
using GradWatch.Server;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace GradWatch.Taps.Tests;

/// <summary>A real server with a store in a temporary folder; it can be started again on the same store, as after a crash.</summary>
internal sealed class SomeServer : IAsyncDisposable
{
    private readonly DirectoryInfo _own = Directory.CreateTempSubdirectory("gradwatch-taps-");
    private readonly Action<IServiceCollection>? _services;
    private RunHosts _hosts = null!;
    private WebApplication _app = null!;

    private SomeServer(Action<IServiceCollection>? services) => _services = services;

    public IRunStore Store { get; private set; } = null!;

    public IRunHosts Hosts => _hosts;

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SomeServer> StartAsync(Action<IServiceCollection>? services = null)
    {
        SomeServer server = new(services);
        await server.BeginAsync();
        return server;
    }

    /// <summary>Stops, and begins anew with nothing but what is in the store; on the same port.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync(Address.Port);
    }

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path, Cancel);
        return await JsonAsync(answer, expected);
    }

    public async Task<JsonElement> PostAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using StringContent content = new(json, null, "application/json");
        using HttpResponseMessage answer = await Client.PostAsync(path, content, Cancel);
        return await JsonAsync(answer, expected);
    }

    public async Task<IReadOnlyList<RunSummary>> RunsAsync() => await Store.ListAsync(null, Cancel);

    /// <summary>All that is kept of a series, in the order of arrival; null for the only run there is.</summary>
    public async Task<IReadOnlyList<(long Step, double Value)>> ValuesAsync(Series series, string? run = null)
    {
        run ??= Assert.Single(await RunsAsync()).Id;
        int index = (await Store.SeriesAsync(run, Cancel)).Where(entry => entry.Series.Equals(series)).Select(entry => entry.Index).DefaultIfEmpty(-1).First();
        List<(long, double)> found = [];
        await foreach (StepRows rows in Store.RowsAsync(run, 0, Cancel))
        {
            for (int row = 0; row < rows.Count; row++)
            {
                if (rows.SeriesOf(row).IndexOf(index) is >= 0 and int place)
                    found.Add((rows.Steps[row], rows.ValuesOf(row)[place]));
            }
        }
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _own.Delete(recursive: true);
    }

    private async Task BeginAsync(int port = 0)
    {
        Store = await RunStores.OpenAsync(Path.Combine(_own.FullName, "runs"), cancel: Cancel);
        _hosts = new RunHosts(Store);
        _app = ServerApplication.Create(new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, port) }, Store, _hosts, services: _services);
        await _app.StartAsync(Cancel);
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
    }

    private async Task EndAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _hosts.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}

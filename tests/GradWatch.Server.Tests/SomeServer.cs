using System.Net;
using System.Text.Json;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Xunit;

namespace GradWatch.Server.Tests;

/// <summary>A real server on a free port of the loopback address, with a store in a temporary folder.</summary>
internal sealed class SomeServer : IAsyncDisposable
{
    private readonly DirectoryInfo? _own;
    private readonly RunHosts _hosts;
    private readonly WebApplication _app;

    private SomeServer(IRunStore store, DirectoryInfo? own, ServerOptions options, IFileProvider? pages, HostingOptions? hosting)
    {
        _own = own;
        Store = store;
        _hosts = new RunHosts(store, hosting);
        _app = ServerApplication.Create(options with { Listen = new IPEndPoint(options.Listen.Address, 0) }, store, _hosts, pages);
    }

    public IRunStore Store { get; }

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SomeServer> StartAsync(
        ServerOptions? options = null, IRunStore? store = null, IFileProvider? pages = null, HostingOptions? hosting = null)
    {
        DirectoryInfo? own = store is null ? Directory.CreateTempSubdirectory("gradwatch-server-") : null;
        store ??= await RunStores.OpenAsync(Path.Combine(own!.FullName, "runs"), cancel: Cancel);
        SomeServer server = new(store, own, options ?? new ServerOptions(), pages, hosting);
        await server._app.StartAsync(Cancel);
        string address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(address.Replace("0.0.0.0", "127.0.0.1")), Timeout = TimeSpan.FromSeconds(20),
        };
        return server;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path, Cancel);
        return await JsonAsync(answer, HttpStatusCode.OK);
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string json, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using HttpRequestMessage request = new(method, path) { Content = new StringContent(json, null, "application/json") };
        using HttpResponseMessage answer = await Client.SendAsync(request, Cancel);
        return await JsonAsync(answer, expected);
    }

    public Task<JsonElement> OpenAsync(string run) => SendAsync(HttpMethod.Put, $"/api/v1/runs/{run}", $$"""{ "name": "{{run}}" }""");

    /// <summary>Sends a batch in JSON.</summary>
    public Task<JsonElement> BatchAsync(string run, string json, string query = "", HttpStatusCode expected = HttpStatusCode.OK) =>
        SendAsync(HttpMethod.Post, $"/api/v1/runs/{run}/batches{query}", json, expected);

    public Task StopAsync() => _app.StopAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _app.DisposeAsync();
        await _hosts.DisposeAsync();
        if (_own is null)
            return;
        await Store.DisposeAsync();
        _own.Delete(recursive: true);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}

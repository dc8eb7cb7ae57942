using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GradWatch.Taps.Tests.Alerts;

/// <summary>Takes alerts as Slack does, and refuses the first ones where asked to.</summary>
internal sealed class SomeWebhook : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<int> _answers;

    private SomeWebhook(IEnumerable<int> answers)
    {
        _answers = new ConcurrentQueue<int>(answers);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public ConcurrentQueue<JsonElement> Told { get; } = [];

    public int Attempts { get; private set; }

    public Uri Address { get; private set; } = null!;

    public static async Task<SomeWebhook> StartAsync(params int[] answers)
    {
        SomeWebhook webhook = new(answers);
        await webhook._app.StartAsync();
        webhook.Address = new Uri(webhook._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return webhook;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Attempts++;
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        if (_answers.TryDequeue(out int status))
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return;
        }
        Told.Enqueue(body.RootElement.Clone());
        await context.Response.WriteAsync("ok");
    }
}

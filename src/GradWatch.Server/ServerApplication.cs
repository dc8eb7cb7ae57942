using GradWatch.Server.Contract;
using GradWatch.Server.Health;
using GradWatch.Server.Live;
using GradWatch.Server.Pages;
using GradWatch.Server.Reading;
using GradWatch.Server.Safety;
using GradWatch.Server.Sending;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GradWatch.Server;

/// <summary>Puts the server together. Store and hosts belong to the caller: they outlive it, and are disposed of after it has stopped.</summary>
public static class ServerApplication
{
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(5);

    /// <summary>A server that is not started.</summary>
    /// <param name="options">Where it listens, who may ask, and how much.</param>
    /// <param name="store">Where runs are read from.</param>
    /// <param name="hosts">What takes batches in.</param>
    /// <param name="pages">The files of the dashboard; null for none.</param>
    /// <param name="log">Where its log goes; null for nowhere.</param>
    /// <param name="services">Adds services that run beside it; null for none.</param>
    public static WebApplication Create(
        ServerOptions options, IRunStore store, IRunHosts hosts, IFileProvider? pages = null, Action<ILoggingBuilder>? log = null,
        Action<IServiceCollection>? services = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.IsSafe)
            throw new ArgumentException("on an address that is not loopback both tokens must be given", nameof(options));
        // The empty builder reads no file and no environment: nothing but the options decides what is served.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "GradWatch.Server" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        log?.Invoke(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listening.Configure(kestrel, options));
        AddServices(builder.Services, options, store, hosts);
        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        // It counts from now on, not from the first time that somebody asks.
        app.Services.GetRequiredService<Scrape>();
        Guard(app);
        Map(app, pages);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServerOptions options, IRunStore store, IRunHosts hosts)
    {
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
            json.SerializerOptions.NumberHandling = ApiJson.Default.Options.NumberHandling;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        });
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestShutdown);
        services.AddSingleton(options).AddSingleton(TimeProvider.System);
        // Given as factories' results they would be disposed of with the server.
        services.AddSingleton(store).AddSingleton(hosts);
        services.AddSingleton<ServerMeter>().AddSingleton<Scrape>().AddSingleton<Tally>().AddSingleton<Intakes>().AddSingleton<BodyBudget>().AddSingleton<HeavyBodies>().AddSingleton<LiveReaders>();
        services.AddHostedService(provider => provider.GetRequiredService<Tally>());
        services.AddRateLimiter(limits => RequestRate.Configure(limits, options));
        services.AddTaps();
        ApiDocument.Add(services);
    }

    private static void Guard(WebApplication app)
    {
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<SameSite>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<Tokens>();
    }

    private static void Map(WebApplication app, IFileProvider? pages)
    {
        RouteGroupBuilder api = app.MapGroup("/api/v1");
        api.MapReading();
        api.MapLive();
        api.MapChanging();
        api.MapSending();
        app.MapTaps();
        app.MapHealth();
        app.MapLogin();
        app.MapOpenApi();
        app.MapPages(pages);
    }
}

using System.Net;
using System.Net.Sockets;
using GradWatch.Cli.Dashboard;
using GradWatch.Cli.Texts;
using GradWatch.Server;
using GradWatch.Server.Taps;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GradWatch.Cli.Serve;

/// <summary>Opens the store, serves until it is told to end, and saves what the detectors know.</summary>
internal sealed class Serving(TextWriter output, TextWriter errors, Language language)
{
    internal async Task<int> RunAsync(ServeSettings settings, CancellationToken end)
    {
        if (!settings.Listen.IsLoopback && (settings.IngestToken is null || settings.ViewToken is null))
            return Refuse(errors, CliTexts.Format(language, "error.serve.tokens", settings.Listen.Address));
        try
        {
            IRunStore store = await RunStores.OpenAsync(settings.Store, cancel: end).ConfigureAwait(false);
            await using (store.ConfigureAwait(false))
                return await ServeAsync(settings, store, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return ExitStatus.Calm;
        }
        catch (StoreUnavailableException trouble)
        {
            return Refuse(errors, trouble.Message);
        }
    }

    internal static int Refuse(TextWriter errors, string message)
    {
        errors.WriteLine($"{CommandLine.Name}: {message}");
        return ExitStatus.Unusable;
    }

    private async Task<int> ServeAsync(ServeSettings settings, IRunStore store, CancellationToken end)
    {
        RunHosts hosts = new(store, new HostingOptions { SeriesLimit = settings.SeriesLimit });
        await using (hosts.ConfigureAwait(false))
        {
            hosts.Faulted += fault => errors.WriteLine($"{CommandLine.Name}: {fault.Message}");
            ServerOptions options = new()
            {
                Listen = new IPEndPoint(settings.Listen.Address, settings.Listen.Port), IngestToken = settings.IngestToken, ViewToken = settings.ViewToken,
            };
            using ErrorLines lines = new(errors);
            WebApplication app = ServerApplication.Create(
                options, store, hosts, new DashboardFiles(), log => log.AddProvider(lines), services => services.AddFollowingAndAlerts(settings.Taps));
            await using (app.ConfigureAwait(false))
            {
                if (await StartAsync(app, settings.Listen).ConfigureAwait(false) is { } trouble)
                    return Refuse(errors, trouble);
                string bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
                Welcome(settings.Listen with { Port = new Uri(bound).Port }, store, settings.IngestToken is not null);
                await WaitAsync(end).ConfigureAwait(false);
                await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        output.WriteLine(CliTexts.Get(language, "serve.ended"));
        return ExitStatus.Calm;
    }

    private async Task<string?> StartAsync(WebApplication app, ListenAddress listen)
    {
        try
        {
            await app.StartAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            SocketError? code = (failure as SocketException ?? failure.InnerException as SocketException ?? failure.InnerException?.InnerException as SocketException)
                ?.SocketErrorCode;
            string key = code switch
            {
                SocketError.AddressAlreadyInUse => "error.serve.in_use",
                SocketError.AccessDenied => "error.serve.denied",
                _ => "error.serve.address",
            };
            return CliTexts.Format(language, key, listen.Address, listen.Port);
        }
    }

    private void Welcome(ListenAddress address, IRunStore store, bool tokens)
    {
        string uri = address.Uri.ToString().TrimEnd('/');
        output.WriteLine(CliTexts.Format(language, "serve.address", uri));
        output.WriteLine(CliTexts.Format(language, "serve.store", store.Place));
        output.WriteLine();
        output.WriteLine(CliTexts.Get(language, "serve.first"));
        string token = tokens ? " -H \"Authorization: Bearer $GRADWATCH_INGEST_TOKEN\"" : "";
        output.WriteLine($"  curl -X PUT{token} {uri}/api/v1/runs/first");
        output.WriteLine($$"""  curl{{token}} {{uri}}/api/v1/runs/first/batches --json '{ "rows": [{ "step": 0, "values": { "loss": 1.5 } }] }'""");
        output.WriteLine();
        output.WriteLine(CliTexts.Get(language, "serve.end"));
        output.Flush();
    }

    private static async Task WaitAsync(CancellationToken end)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registered = end.Register(ended.SetResult);
        await ended.Task.ConfigureAwait(false);
    }
}

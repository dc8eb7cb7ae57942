using GradWatch.Server.Alerts;
using GradWatch.Server.LogDirectories;
using GradWatch.Server.Mlflow;
using GradWatch.Server.Otlp;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GradWatch.Server.Taps;

/// <summary>Puts the ways in from other frameworks, and alerts, into the server.</summary>
public static class TapServices
{
    /// <summary>Follows logs and tells of episodes, as the options say; to be given to <see cref="ServerApplication.Create"/> as its services.</summary>
    public static void AddFollowingAndAlerts(this IServiceCollection services, TapOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options).AddSingleton<AlertSender>();
        services.AddHostedService<LogDirectoryService>();
        services.AddHostedService<AlertService>();
    }

    internal static void AddTaps(this IServiceCollection services) => services
        .AddSingleton<TapMeter>().AddSingleton<RunDoor>().AddSingleton<SeriesNames>()
        .AddSingleton<OtlpIntake>()
        .AddSingleton<MlflowExperiments>().AddSingleton<MlflowRuns>().AddSingleton<MlflowMetrics>();

    internal static void MapTaps(this IEndpointRouteBuilder app)
    {
        app.MapOtlp();
        app.MapMlflow();
    }
}

using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace GradWatch.Server.Safety;

/// <summary>How often a client may ask. Many trainers may share an address, so a client is an address and the run that it asks about.</summary>
internal static class RequestRate
{
    private const int BurstSeconds = 4;
    private const int LoginsAMinute = 10;

    internal static void Configure(RateLimiterOptions limits, ServerOptions options)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, Client>(context => Client.Of(context) switch
        {
            { Login: true } login => RateLimitPartition.GetFixedWindowLimiter(
                login, _ => new FixedWindowRateLimiterOptions { PermitLimit = LoginsAMinute, Window = TimeSpan.FromMinutes(1) }),
            Client client => RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.MostRequestsASecond * BurstSeconds,
                TokensPerPeriod = Math.Max(1, options.MostRequestsASecond / 10),
                ReplenishmentPeriod = TimeSpan.FromSeconds(0.1),
            }),
        });
        limits.OnRejected = (rejected, _) => throw RequestProblemException.TooMany("too many requests");
    }

    private readonly record struct Client(string Address, string? Run, bool Login)
    {
        internal static Client Of(HttpContext context) => new(
            context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.RouteValues["run"] as string,
            HttpMethods.IsPost(context.Request.Method) && context.Request.Path == "/login");
    }
}

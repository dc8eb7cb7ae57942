using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GradWatch.Server;

/// <summary>How connections are taken, and when one is given up.</summary>
internal static class Listening
{
    private const int LongestRequestLine = 8 << 10;
    private const int LongestHeaders = 32 << 10;
    private const int MostHeaders = 64;

    // Slower than a modem: nobody who means well sends or reads so slowly.
    private static readonly MinDataRate SlowestBody = new(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(5));
    private static readonly TimeSpan LongestHeadersWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

    internal static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Listen, listen => listen.Protocols = HttpProtocols.Http1);
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MostConnections;
        limits.MaxRequestBodySize = options.MostBodyBytes;
        limits.MinRequestBodyDataRate = SlowestBody;
        limits.RequestHeadersTimeout = LongestHeadersWait;
        limits.KeepAliveTimeout = LongestIdle;
        limits.MaxRequestLineSize = LongestRequestLine;
        limits.MaxRequestHeadersTotalSize = LongestHeaders;
        limits.MaxRequestHeaderCount = MostHeaders;
    }
}

using System.Net;
using System.Reflection;

namespace GradWatch.Server;

/// <summary>Where the server listens, who may ask, and how much of it.</summary>
public sealed record ServerOptions
{
    /// <summary>The address and port; port 0 takes a free one. On any other than a loopback address both tokens must be given.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 5151);

    /// <summary>What a sender must show; null for no token.</summary>
    public string? IngestToken { get; init; }

    /// <summary>What a viewer must show; null for no token.</summary>
    public string? ViewToken { get; init; }

    /// <summary>Bytes of a request's body at most, and of what it inflates to.</summary>
    public int MostBodyBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of all bodies together that are in memory at most; further senders are asked to come again.</summary>
    public long MostBodyBytesAtOnce { get; init; } = 256L << 20;

    /// <summary>Values of a batch at most. More would keep other runs waiting for their commit.</summary>
    public int MostBatchValues { get; init; } = 500_000;

    /// <summary>Requests a second that a client may send to one run; four times as many at once.</summary>
    public int MostRequestsASecond { get; init; } = 500;

    /// <summary>Connections at most.</summary>
    public int MostConnections { get; init; } = 4096;

    /// <summary>Runs kept at most.</summary>
    public int MostRuns { get; init; } = 100_000;

    /// <summary>Live streams at most.</summary>
    public int MostLiveReaders { get; init; } = 256;

    /// <summary>The version that the server says.</summary>
    public string Version { get; init; } =
        typeof(ServerOptions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>True where no token is asked for: then only this machine may ask.</summary>
    internal bool IsOpen => IngestToken is null && ViewToken is null;

    /// <summary>True when it may start so: on a loopback address, or with both tokens.</summary>
    public bool IsSafe => IPAddress.IsLoopback(Listen.Address) || (!string.IsNullOrEmpty(IngestToken) && !string.IsNullOrEmpty(ViewToken));
}

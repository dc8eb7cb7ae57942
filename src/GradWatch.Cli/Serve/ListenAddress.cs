using System.Net;

namespace GradWatch.Cli.Serve;

/// <summary>An address to listen at, as it is written: <c>http://127.0.0.1:5151</c>.</summary>
internal readonly record struct ListenAddress(IPAddress Address, int Port)
{
    internal const string Default = "http://127.0.0.1:5151";

    internal bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Where a browser on this machine finds it.</summary>
    internal Uri Uri => new UriBuilder("http", IPAddress.Any.Equals(Address) || IPAddress.IPv6Any.Equals(Address) ? "localhost" : Address.ToString(), Port).Uri;

    internal static bool TryParse(string text, out ListenAddress address)
    {
        address = default;
        string anywhere = text.Replace("//*:", "//0.0.0.0:", StringComparison.Ordinal);
        if (!Uri.TryCreate(anywhere.Contains("://", StringComparison.Ordinal) ? anywhere : "http://" + anywhere, UriKind.Absolute, out Uri? uri)
            || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
            return false;
        IPAddress? host = uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? given) ? given : null;
        if (host is null)
            return false;
        address = new ListenAddress(host, uri.Port);
        return true;
    }
}

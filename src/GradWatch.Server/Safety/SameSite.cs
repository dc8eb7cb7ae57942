using System.Net;
using Microsoft.AspNetCore.Http;

namespace GradWatch.Server.Safety;

/// <summary>Keeps pages of other sites out, in a browser that may reach this machine though they may not.</summary>
/// <remarks>
/// Without tokens only names of this machine are served: a foreign name that resolves to 127.0.0.1 is DNS rebinding. With tokens any name may lead
/// here, and a foreign page has neither token nor cookie.
/// </remarks>
internal sealed class SameSite(RequestDelegate next, ServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (options.IsOpen && !IsThisMachine(request.Host.Host))
        {
            throw new RequestProblemException(
                StatusCodes.Status421MisdirectedRequest, $"'{request.Host.Host}' is no name of this machine: use localhost, or start the server with tokens");
        }
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && IsForeign(request))
            throw new RequestProblemException(StatusCodes.Status403Forbidden, "a page of another site may not change anything here");
        return next(context);
    }

    private static bool IsForeign(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return !string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase)
                && !string.Equals(origin, $"https://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}

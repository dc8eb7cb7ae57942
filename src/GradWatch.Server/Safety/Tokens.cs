using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GradWatch.Server.Safety;

/// <summary>Asks for the token of an endpoint's door: in the <c>Authorization</c> header, or for viewing in the cookie of a browser that logged in.</summary>
internal sealed class Tokens
{
    internal const string CookieName = "gradwatch_view";
    private const string Bearer = "Bearer ";
    private readonly RequestDelegate _next;
    private readonly byte[]? _ingest, _view;
    private readonly string? _cookie;

    public Tokens(RequestDelegate next, ServerOptions options)
    {
        _next = next;
        (_ingest, _view) = (Hash(options.IngestToken), Hash(options.ViewToken));
        _cookie = options.ViewToken is { } view ? CookieOf(view) : null;
    }

    public Task InvokeAsync(HttpContext context)
    {
        Door door = context.GetEndpoint()?.Metadata.GetMetadata<DoorMark>()?.Door ?? Door.Viewing;
        (byte[]? wanted, byte[]? other) = door == Door.Sending ? (_ingest, _view) : (_view, _ingest);
        if (door == Door.Open || wanted is null)
            return _next(context);
        string authorization = context.Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            byte[] given = Hash(authorization[Bearer.Length..].Trim())!;
            if (CryptographicOperations.FixedTimeEquals(given, wanted))
                return _next(context);
            if (other is not null && CryptographicOperations.FixedTimeEquals(given, other))
                throw new RequestProblemException(StatusCodes.Status403Forbidden, $"this is the token for {(door == Door.Sending ? "viewing" : "sending")}");
        }
        else if (door == Door.Viewing && context.Request.Cookies[CookieName] is { } cookie && AreEqual(cookie, _cookie!))
        {
            return _next(context);
        }
        else if (IsPageOfBrowser(context.Request))
        {
            context.Response.Redirect("/login");
            return Task.CompletedTask;
        }
        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new RequestProblemException(
            StatusCodes.Status401Unauthorized, $"a token for {(door == Door.Sending ? "sending" : "viewing")} is needed: Authorization: Bearer TOKEN");
    }

    /// <summary>True for the token that opens the door of viewing.</summary>
    internal static bool Opens(ServerOptions options, string token) =>
        Hash(options.ViewToken) is not { } view || CryptographicOperations.FixedTimeEquals(Hash(token)!, view);

    /// <summary>What a browser that logged in keeps. It outlives the server and ends with the token; the token cannot be told from it.</summary>
    internal static string CookieOf(string token) =>
        Convert.ToHexString(HMACSHA256.HashData(Hash(token)!, "gradwatch browser"u8));

    private static bool IsPageOfBrowser(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static bool AreEqual(string a, string b) => CryptographicOperations.FixedTimeEquals(Hash(a)!, Hash(b)!);

    // Hashed, tokens of any length take the same time to compare.
    private static byte[]? Hash(string? token) => token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

using System.Net;
using System.Text;
using GradWatch.Server.Texts;
using GradWatch.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GradWatch.Server.Safety;

/// <summary>A browser shows the token once and keeps a cookie that scripts cannot read.</summary>
internal static class LoginEndpoints
{
    private const int LongestForm = 4096;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Style = """
        :root { color-scheme: light dark; --ink: light-dark(#15191e, #e9ebed); --rule: light-dark(#d8dce0, #2b3138); }
        body { margin: 20vh auto 0; max-width: 22rem; padding: 0 16px; font: 14px/1.5 system-ui, sans-serif; color: var(--ink);
          background: light-dark(#f6f7f7, #0e1114); }
        h1 { font-size: 20px; font-weight: 600; }
        input, button { box-sizing: border-box; width: 100%; margin-top: 8px; padding: 8px 12px; font: inherit; color: inherit;
          background: light-dark(#fff, #15191d); border: 1px solid var(--rule); border-radius: 4px; }
        [role=alert] { color: light-dark(#b3241a, #ff8d82); }
        :focus-visible { outline: 2px solid light-dark(#155a9f, #86bdf5); outline-offset: 2px; }

        """;

    internal static void MapLogin(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder group = app.MapGroup("/login").Behind(Door.Open).ExcludeFromDescription();
        group.MapGet("", (HttpContext context) => Page(context, StatusCodes.Status200OK));
        group.MapGet("/style.css", () => TypedResults.Text(Style, "text/css", Encoding.UTF8));
        group.MapPost("", LoginAsync);
    }

    private static async Task<IResult> LoginAsync(HttpContext context, ServerOptions options)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > LongestForm)
            throw RequestProblemException.BadRequest("a short form with a token is expected");
        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        string token = form["token"].ToString();
        if (!Tokens.Opens(options, token))
            return Page(context, StatusCodes.Status401Unauthorized);
        context.Response.Cookies.Append(Tokens.CookieName, Tokens.CookieOf(token), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Kept, Path = "/", IsEssential = true,
        });
        context.Response.Headers.Location = "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static ContentHttpResult Page(HttpContext context, int status)
    {
        Language language = context.Request.Headers.AcceptLanguage.ToString().StartsWith("ru", StringComparison.OrdinalIgnoreCase)
            ? Language.Russian : Language.English;
        string Say(string key) => WebUtility.HtmlEncode(ServerTexts.Get(language, key));
        string wrong = status == StatusCodes.Status200OK ? "" : $"<p role=\"alert\">{Say("login.wrong")}</p>";
        return TypedResults.Text(
            $"""
            <!doctype html>
            <html lang="{(language == Language.Russian ? "ru" : "en")}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>GradWatch</title><link rel="stylesheet" href="/login/style.css"></head><body><h1>GradWatch</h1>{wrong}
            <form method="post" action="/login"><label for="token">{Say("login.token")}</label>
            <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
            <button>{Say("login.enter")}</button></form></body></html>

            """, "text/html", Encoding.UTF8, status);
    }
}

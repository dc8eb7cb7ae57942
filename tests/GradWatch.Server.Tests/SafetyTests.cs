using System.Net;
using System.Text.Json;
using Xunit;

namespace GradWatch.Server.Tests;

public sealed class SafetyTests
{
    private static readonly ServerOptions Guarded = new() { IngestToken = "for-sending", ViewToken = "for-viewing" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null)]
    [InlineData("a", null)]
    [InlineData(null, "b")]
    [InlineData("", "")]
    public async Task Another_than_a_loopback_address_is_not_served_without_both_tokens(string? ingest, string? view)
    {
        ServerOptions options = new() { Listen = new IPEndPoint(IPAddress.Any, 0), IngestToken = ingest, ViewToken = view };
        await Assert.ThrowsAsync<ArgumentException>(() => SomeServer.StartAsync(options));
    }

    [Theory]
    [InlineData("GET", "/api/v1/runs", null, 401)]
    [InlineData("GET", "/api/v1/runs", "for-sending", 403)]
    [InlineData("GET", "/api/v1/runs", "for-nothing", 401)]
    [InlineData("GET", "/api/v1/runs", "for-viewing", 200)]
    [InlineData("PUT", "/api/v1/runs/r", null, 401)]
    [InlineData("PUT", "/api/v1/runs/r", "for-viewing", 403)]
    [InlineData("PUT", "/api/v1/runs/r", "for-sending", 200)]
    [InlineData("DELETE", "/api/v1/runs/r", "for-sending", 403)]
    [InlineData("GET", "/metrics", null, 401)]
    [InlineData("GET", "/openapi/v1.json", null, 401)]
    [InlineData("GET", "/nothing", null, 401)]
    [InlineData("GET", "/health", null, 200)]
    public async Task Each_half_asks_for_its_own_token(string method, string path, string? token, int expected)
    {
        await using SomeServer server = await SomeServer.StartAsync(Guarded);
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, Cancel);
        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_logs_in_once_and_keeps_a_cookie_that_scripts_cannot_read()
    {
        await using SomeServer server = await SomeServer.StartAsync(Guarded);
        using HttpRequestMessage page = new(HttpMethod.Get, "/");
        page.Headers.Accept.ParseAdd("text/html");
        using HttpResponseMessage sent = await server.Client.SendAsync(page, Cancel);
        Assert.Equal("/login", sent.Headers.Location?.OriginalString);
        using HttpResponseMessage wrong = await LoginAsync(server, "for-sending");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        using HttpResponseMessage right = await LoginAsync(server, "for-viewing");
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        string cookie = right.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain("for-viewing", cookie);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, HttpMethod.Get, "/api/v1/runs", ("Cookie", cookie.Split(';')[0])));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, HttpMethod.Get, "/api/v1/runs", ("Cookie", "gradwatch_view=00")));
        // What a browser keeps opens nothing to numbers.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, HttpMethod.Put, "/api/v1/runs/r", ("Cookie", cookie.Split(';')[0])));
    }

    [Theory]
    [InlineData("localhost:5151", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:5151", 200)]
    [InlineData("rebound.example.com", 421)]
    [InlineData("localhost.example.com", 421)]
    public async Task Without_tokens_only_names_of_this_machine_are_served(string host, int expected)
    {
        await using SomeServer server = await SomeServer.StartAsync();
        Assert.Equal(expected, (int)await StatusAsync(server, HttpMethod.Get, "/api/v1/runs", ("Host", host)));
    }

    [Fact]
    public async Task A_page_of_another_site_changes_nothing()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        await server.OpenAsync("r");
        string own = server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, HttpMethod.Delete, "/api/v1/runs/r", ("Origin", "https://example.com")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, HttpMethod.Delete, "/api/v1/runs/r", ("Origin", "null")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, HttpMethod.Delete, "/api/v1/runs/r", ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(server, HttpMethod.Delete, "/api/v1/runs/r", ("Origin", own)));
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_guesses_of_its_type()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        foreach (string path in new[] { "/api/v1/runs", "/nothing", "/health", "/login" })
        {
            using HttpResponseMessage answer = await server.Client.GetAsync(path, Cancel);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_again_and_others_are_served()
    {
        await using SomeServer server = await SomeServer.StartAsync(new ServerOptions { MostRequestsASecond = 10 });
        await server.OpenAsync("greedy");
        await server.OpenAsync("modest");
        HttpStatusCode last = HttpStatusCode.OK;
        for (int i = 0; i < 60 && last == HttpStatusCode.OK; i++)
            last = await StatusAsync(server, HttpMethod.Get, "/api/v1/runs/greedy");
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, HttpMethod.Get, "/api/v1/runs/modest"));
    }

    [Fact]
    public async Task Series_beyond_the_limit_are_refused_counted_and_told()
    {
        await using SomeServer server = await SomeServer.StartAsync(hosting: new() { SeriesLimit = 5 });
        await server.OpenAsync("r");
        string names = string.Join(',', Enumerable.Range(0, 8).Select(i => $"\"t{i}\": 1"));
        JsonElement answer = await server.BatchAsync("r", $$$"""{ "rows": [{ "step": 1, "tensors": { "grad_norm": { {{{names}}} } } }] }""");
        Assert.Equal(3, answer.GetProperty("refused_series").GetInt32());
        Assert.Equal(3, (await server.GetAsync("/api/v1/runs/r")).GetProperty("refused_series").GetInt32());
        Assert.Equal("gap", (await server.GetAsync("/api/v1/runs/r/entries")).GetProperty("entries")[0].GetProperty("kind").GetString());
    }

    private static Task<HttpResponseMessage> LoginAsync(SomeServer server, string token) => server.Client.PostAsync(
        "/login", new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token }), Cancel);

    private static async Task<HttpStatusCode> StatusAsync(SomeServer server, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage answer = await server.Client.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}

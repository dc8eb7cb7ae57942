using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace GradWatch.Server.Tests;

public sealed partial class ApiDocumentTests
{
    [Fact]
    public async Task Every_request_of_the_page_is_in_the_OpenAPI_document()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        JsonElement paths = (await server.GetAsync("/openapi/v1.json")).GetProperty("paths");
        string[] described = [.. paths.EnumerateObject().SelectMany(path =>
            path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"))];
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "api.md"));
        string[] written = [.. Request().Matches(page).Select(request =>
            $"{request.Groups["method"].Value} {Prefix(request.Groups["path"].Value)}{request.Groups["path"].Value}").Distinct()];
        Assert.True(written.Length >= 15, $"{written.Length} requests are on the page");
        // The page of a run in words is the dashboard's, and other protocols are documented by those who made them.
        Assert.Empty(written.Where(request => !request.EndsWith("/view", StringComparison.Ordinal)).Except(described));
    }

    [Fact]
    public async Task The_metrics_count_what_came()
    {
        await using SomeServer server = await SomeServer.StartAsync();
        await server.OpenAsync("r");
        await server.BatchAsync("r", SomeRows.Json(10, _ => 1), "?writer=w&sequence=1");
        await server.BatchAsync("r", SomeRows.Json(10, _ => 1), "?writer=w&sequence=1");
        await server.BatchAsync("r", "garbage", expected: System.Net.HttpStatusCode.BadRequest);
        string text = await server.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE gradwatch_server_ingest_seconds histogram\n", text);
        Assert.Contains("\ngradwatch_server_requests_refused_total{status=\"400\"} ", text);
        Assert.Matches(@"\ngradwatch_server_batches_repeated_total [1-9]", text);
    }

    private static string Prefix(string path) => path is "/health" or "/metrics" ? "" : "/api/v1";

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GradWatch.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the tests run outside of the repository");
    }

    [GeneratedRegex(@"^\| `(?<method>GET|PUT|POST|PATCH|DELETE) (?<path>/[^`? ]*)|`(?<method>GET) (?<path>/health|/metrics)`", RegexOptions.Multiline)]
    private static partial Regex Request();
}

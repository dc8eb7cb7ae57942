using System.Net;
using System.Text.Json;
using Xunit;

namespace GradWatch.Server.Tests;

public sealed class ReadingTests : IAsyncLifetime
{
    private SomeServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SomeServer.StartAsync();
        await _server.OpenAsync("calm");
        await _server.BatchAsync("calm", SomeRows.Json(40, step => 0.5 + 0.01 * (step % 3)));
        await _server.OpenAsync("burst");
        await _server.BatchAsync("burst", SomeRows.Json(40, step => step < 30 ? 0.5 + 0.01 * (step % 3) : Math.Pow(10, step - 28)));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Runs_are_listed_with_their_verdicts_and_counted()
    {
        JsonElement all = await _server.GetAsync("/api/v1/runs");
        Assert.Equal("""{"all":2,"critical":1,"warning":0,"healthy":1}""", all.GetProperty("counts").GetRawText());
        JsonElement bad = await _server.GetAsync("/api/v1/runs?verdict=critical");
        Assert.Equal("burst", bad.GetProperty("runs")[0].GetProperty("id").GetString());
        Assert.Equal(2, bad.GetProperty("counts").GetProperty("all").GetInt32());
        Assert.Equal(1, (await _server.GetAsync("/api/v1/runs?text=calm")).GetProperty("counts").GetProperty("all").GetInt32());
        Assert.Equal(1, (await _server.GetAsync("/api/v1/runs?skip=1&take=5")).GetProperty("runs").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/v1/runs?verdict=odd", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs?status=odd", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs?take=odd", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs?take=-1", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/runs/none/series?index=0", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/runs/calm/series?index=99", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs/calm/series?index=0&points=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs/calm/heat?quantity=odd", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs/calm/report?lang=de", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/runs/none/report", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/runs/none/live", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/runs/%2e%2e%2f%2e%2e%2fetc%2fpasswd", HttpStatusCode.NotFound)]
    [InlineData("/../../etc/passwd", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_answered_is_told_in_a_problem_document(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((int)expected, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_series_folded_to_few_points_keeps_its_extremes()
    {
        JsonElement norm = (await _server.GetAsync("/api/v1/runs/burst/series?index=1&points=4")).GetProperty("series")[0];
        Assert.InRange(norm.GetProperty("max").GetArrayLength(), 1, 4);
        Assert.Equal(1e11, norm.GetProperty("max").EnumerateArray().Max(value => value.GetDouble()));
        Assert.Equal(40, norm.GetProperty("count").EnumerateArray().Sum(value => value.GetInt64()));
    }

    [Fact]
    public async Task The_heat_map_has_a_row_a_tensor_and_no_empty_column_where_each_step_was_logged()
    {
        JsonElement heat = await _server.GetAsync("/api/v1/runs/burst/heat?columns=10");
        Assert.Equal(["fc.weight"], heat.GetProperty("tensors").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(10, heat.GetProperty("first").GetArrayLength());
        Assert.All(heat.GetProperty("cells")[0].EnumerateArray(), cell => Assert.Equal(JsonValueKind.Number, cell.ValueKind));
        Assert.Equal(39, heat.GetProperty("last")[9].GetInt64());
    }

    [Fact]
    public async Task Episodes_and_reports_come_in_both_languages()
    {
        string english = (await _server.GetAsync("/api/v1/runs/burst/episodes")).GetProperty("episodes")[0].GetProperty("finding").GetString()!;
        string russian = (await _server.GetAsync("/api/v1/runs/burst/episodes?lang=ru")).GetProperty("episodes")[0].GetProperty("finding").GetString()!;
        Assert.Contains("radient norm", english);
        Assert.Contains("градиент", russian);
        JsonElement report = await _server.GetAsync("/api/v1/runs/burst/report");
        Assert.Equal("gradwatch.report/1", report.GetProperty("schema").GetString());
        Assert.Equal("critical", report.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task The_page_of_a_report_may_run_its_own_script_and_no_other()
    {
        using HttpResponseMessage answer = await _server.Client.GetAsync("/api/v1/runs/burst/report.html", TestContext.Current.CancellationToken);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy);
        Assert.EndsWith("frame-ancestors 'none'", policy);
    }

    [Fact]
    public async Task What_the_server_keeps_for_itself_is_no_entry()
    {
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/calm/schemas/1", """{ "series": [{ "quantity": "loss" }] }""");
        Assert.Equal(0, (await _server.GetAsync("/api/v1/runs/calm/entries")).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task A_person_names_tags_and_deletes_a_run()
    {
        JsonElement run = await _server.SendAsync(HttpMethod.Patch, "/api/v1/runs/calm", """{ "name": "first", "note": "lr 0.1", "tags": { "model": "rnn" } }""");
        Assert.Equal("first", run.GetProperty("name").GetString());
        Assert.Equal("rnn", run.GetProperty("tags").GetProperty("model").GetString());
        using HttpResponseMessage gone = await _server.Client.DeleteAsync("/api/v1/runs/calm", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(1, (await _server.GetAsync("/api/v1/runs")).GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public async Task The_server_tells_of_itself()
    {
        JsonElement server = await _server.GetAsync("/api/v1/server");
        Assert.NotEqual("", server.GetProperty("version").GetString());
        Assert.Contains("runs", server.GetProperty("place").GetString());
        Assert.Equal(0, server.GetProperty("lost").GetInt64());
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace GradWatch.Server.Tests;

public sealed class SendingTests : IAsyncLifetime
{
    private const string Row = """{ "rows": [{ "step": 7, "values": { "loss": 1.5, "grad_norm": "NaN" }, "tensors": { "grad_norm": { "fc.weight": 0.25 } } }] }""";
    private SomeServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SomeServer.StartAsync(new ServerOptions { MostBodyBytes = 100_000, MostBatchValues = 1000 });
        await _server.OpenAsync("r1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_batch_in_JSON_is_kept_with_values_of_run_and_tensors()
    {
        JsonElement answer = await _server.BatchAsync("r1", Row, "?writer=w&sequence=1");
        Assert.Equal(1, answer.GetProperty("sequence").GetInt64());
        Assert.False(answer.GetProperty("repeated").GetBoolean());
        Assert.Equal(7, answer.GetProperty("last_step").GetInt64());
        JsonElement run = await _server.GetAsync("/api/v1/runs/r1");
        string[] series = [.. run.GetProperty("series_list").EnumerateArray().Select(one => $"{one.GetProperty("name")} {one.GetProperty("tensor")}")];
        Assert.Equal(["loss ", "grad_norm ", "grad_norm fc.weight"], series);
        JsonElement norms = (await _server.GetAsync("/api/v1/runs/r1/series?index=1&index=2")).GetProperty("series");
        Assert.Equal("NaN", norms[0].GetProperty("value")[0].GetString());
        Assert.Equal(0.25, norms[1].GetProperty("max")[0].GetDouble());
    }

    [Fact]
    public async Task A_batch_that_comes_again_is_acknowledged_and_kept_once()
    {
        await _server.BatchAsync("r1", Row, "?writer=w&sequence=1");
        JsonElement again = await _server.BatchAsync("r1", Row, "?writer=w&sequence=1");
        Assert.True(again.GetProperty("repeated").GetBoolean());
        Assert.Equal(1, (await _server.GetAsync("/api/v1/runs/r1")).GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task A_gap_in_the_sequence_is_answered_with_the_number_that_is_expected()
    {
        await _server.BatchAsync("r1", Row, "?writer=w&sequence=1");
        JsonElement problem = await _server.BatchAsync("r1", Row, "?writer=w&sequence=3", HttpStatusCode.Conflict);
        Assert.Equal(2, problem.GetProperty("expected").GetInt64());
        JsonElement opened = await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1?writer=w", "{}");
        Assert.Equal(1, opened.GetProperty("writer_sequence").GetInt64());
    }

    [Fact]
    public async Task Names_are_looked_up_as_in_a_log_and_unknown_ones_are_told()
    {
        JsonElement answer = await _server.BatchAsync("r1", """{ "rows": [{ "step": 0, "values": { "train/loss": 2, "accuracy": 0.5, "epoch_loss": 3 } }] }""");
        Assert.Equal(["accuracy", "epoch_loss"], answer.GetProperty("ignored").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(2, (await _server.GetAsync("/api/v1/runs/r1")).GetProperty("last_loss").GetDouble());
    }

    [Fact]
    public async Task The_likelier_name_of_a_quantity_takes_over_when_it_comes()
    {
        await _server.BatchAsync("r1", """{ "rows": [{ "step": 0, "values": { "epoch_loss": 3 } }] }""");
        JsonElement answer = await _server.BatchAsync("r1", """{ "rows": [{ "step": 1, "values": { "loss": 2, "epoch_loss": 9 } }] }""");
        Assert.Equal(["epoch_loss"], answer.GetProperty("ignored").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(2, (await _server.GetAsync("/api/v1/runs/r1")).GetProperty("last_loss").GetDouble());
    }

    [Theory]
    [InlineData("""{ "rows": [{ "step": 1, "values": { "loss": 1 } }, { "step": 2, "values": { "loss": "high" } }] }""", "rows[1].values.loss: a number")]
    [InlineData("""{ "rows": [{ "step": 1, "tensors": { "grad_norm": { "fc.weight": [] } } }] }""", "rows[0].tensors.grad_norm.fc.weight: a number")]
    [InlineData("""{ "rows": [{ "values": {} }] }""", "rows[0].step: is missing")]
    [InlineData("""{ "rows": [{ "step": 1.5 }] }""", "rows[0].step: a whole number is expected")]
    [InlineData("""{ "rows": [{ "step": 1, "value": {} }] }""", "rows[0].value: is not known here")]
    [InlineData("""{ "row": [] }""", "row: is not known here")]
    [InlineData("""{ "status": "gone" }""", "status: one of running, finished, failed, stopped is expected")]
    [InlineData("""{ "rows": [{ "step": 1, "values": { "loss": 1 }""", "rows[0]")]
    [InlineData("""[]""", "$: an object is expected")]
    [InlineData("garbage", "$: ")]
    public async Task A_wrong_batch_is_refused_with_the_place_and_nothing_of_it_is_kept(string json, string place)
    {
        JsonElement problem = await _server.BatchAsync("r1", json, expected: HttpStatusCode.BadRequest);
        Assert.StartsWith(place, problem.GetProperty("detail").GetString());
        Assert.Equal(0, (await _server.GetAsync("/api/v1/runs/r1")).GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Binary_rows_of_a_schema_are_kept_bit_for_bit()
    {
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1/schemas/5", """{ "series": [{ "quantity": "loss" }, { "quantity": "grad_max", "tensor": "a" }] }""");
        byte[] body = [.. "GWR1"u8, .. Head(5, 2, 4), .. Step(3), .. Single(0.1f), .. Single(float.NaN), .. Step(4), .. Single(0.2f), .. Single(1)];
        JsonElement answer = await BinaryAsync("r1", body, HttpStatusCode.OK);
        Assert.Equal(4, answer.GetProperty("last_step").GetInt64());
        JsonElement loss = (await _server.GetAsync("/api/v1/runs/r1/series?index=0")).GetProperty("series")[0];
        Assert.Equal(0.1f, (float)loss.GetProperty("value")[0].GetDouble());
        Assert.Equal([3, 4], loss.GetProperty("first").EnumerateArray().Select(step => step.GetInt64()));
    }

    [Fact]
    public async Task A_schema_may_be_named_again_but_not_changed()
    {
        const string Columns = """{ "series": [{ "quantity": "loss" }] }""";
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1/schemas/5", Columns);
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1/schemas/5", Columns);
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1/schemas/5", """{ "series": [{ "quantity": "grad_norm" }] }""", HttpStatusCode.Conflict);
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1/schemas/5?writer=w", """{ "series": [{ "quantity": "grad_norm" }] }""");
    }

    [Fact]
    public async Task Torn_or_unknown_binary_rows_are_refused_with_the_byte()
    {
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/r1/schemas/5", """{ "series": [{ "quantity": "loss" }] }""");
        byte[] good = [.. "GWR1"u8, .. Head(5, 1, 8), .. Step(3), .. BitConverter.GetBytes(0.5)];
        for (int length = 0; length < good.Length; length++)
        {
            if (length != 4)
                await BinaryAsync("r1", good[..length], HttpStatusCode.BadRequest);
        }
        JsonElement problem = await BinaryAsync("r1", [.. "GWR1"u8, .. Head(6, 1, 8), .. Step(3), .. BitConverter.GetBytes(0.5)], HttpStatusCode.BadRequest);
        Assert.StartsWith("byte 4: schema 6 was not named", problem.GetProperty("detail").GetString());
        problem = await BinaryAsync("r1", [.. "GWR1"u8, .. Head(5, uint.MaxValue, 8)], HttpStatusCode.BadRequest);
        Assert.StartsWith("byte 16: 4294967295 rows of 1 columns take", problem.GetProperty("detail").GetString());
        Assert.Equal(0, (await _server.GetAsync("/api/v1/runs/r1")).GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task A_packed_body_is_inflated_up_to_the_limit()
    {
        JsonElement answer = await BinaryAsync("r1", Packed(Encoding.UTF8.GetBytes(Row)), HttpStatusCode.OK, "application/json", "gzip");
        Assert.Equal(7, answer.GetProperty("last_step").GetInt64());
        byte[] bomb = Packed(new byte[20_000_000]);
        Assert.InRange(bomb.Length, 1, 100_000);
        await BinaryAsync("r1", bomb, HttpStatusCode.RequestEntityTooLarge, "application/json", "gzip");
        await BinaryAsync("r1", "no gzip"u8.ToArray(), HttpStatusCode.BadRequest, "application/json", "gzip");
        await BinaryAsync("r1", [], HttpStatusCode.UnsupportedMediaType, "application/json", "br");
        await BinaryAsync("r1", [], HttpStatusCode.UnsupportedMediaType, "text/plain");
    }

    [Fact]
    public async Task Too_large_a_body_or_batch_is_refused()
    {
        await BinaryAsync("r1", new byte[200_000], HttpStatusCode.RequestEntityTooLarge);
        string many = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"t{i}\": 1"));
        await _server.BatchAsync("r1", $$$"""{ "rows": [{ "step": 1, "tensors": { "grad_norm": { {{{many}}} } } }] }""", expected: HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_run_ends_as_its_trainer_says()
    {
        await _server.BatchAsync("r1", Row);
        JsonElement run = await _server.SendAsync(HttpMethod.Post, "/api/v1/runs/r1/end", """{ "status": "failed" }""");
        Assert.Equal("failed", run.GetProperty("status").GetString());
        await _server.SendAsync(HttpMethod.Post, "/api/v1/runs/r1/end", """{ "status": "running" }""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await _server.BatchAsync("r2", Row, expected: HttpStatusCode.NotFound);
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/.r", "{}", HttpStatusCode.BadRequest);
        await _server.SendAsync(HttpMethod.Put, "/api/v1/runs/%2e%2e%2fetc", "{}", HttpStatusCode.BadRequest);
        await _server.SendAsync(HttpMethod.Post, "/api/v1/nothing", "{}", HttpStatusCode.NotFound);
    }

    private async Task<JsonElement> BinaryAsync(
        string run, byte[] body, HttpStatusCode expected, string type = "application/x-gradwatch-rows", string? encoding = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, $"/api/v1/runs/{run}/batches") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);
        using HttpResponseMessage answer = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{body.Length} bytes: {(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static byte[] Packed(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Optimal))
            zip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Head(uint schema, uint rows, byte width)
    {
        byte[] head = new byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(head, schema);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), rows);
        head[8] = width;
        return head;
    }

    private static byte[] Step(long step) => BitConverter.GetBytes(step);

    private static byte[] Single(float value) => BitConverter.GetBytes(value);
}

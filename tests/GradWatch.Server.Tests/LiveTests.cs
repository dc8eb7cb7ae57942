using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace GradWatch.Server.Tests;

public sealed class LiveTests : IAsyncLifetime
{
    private SomeServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SomeServer.StartAsync();
        await _server.OpenAsync("r");
        await _server.BatchAsync("r", SomeRows.Json(5, _ => 0.5));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_stream_begins_with_the_run_and_goes_on_with_its_rows_and_episodes()
    {
        await using Reader reader = await ReadAsync("/api/v1/runs/r/live");
        SseItem<string> first = await reader.NextAsync("run");
        Assert.Equal("5", first.EventId);
        await _server.BatchAsync("r", SomeRows.Json(35, step => step < 30 ? 0.5 : Math.Pow(10, step - 28), first: 5));
        SseItem<string> rows = await reader.NextAsync("rows");
        JsonElement data = JsonDocument.Parse(rows.Data).RootElement;
        Assert.Equal(5, data.GetProperty("first_row").GetInt64());
        Assert.Equal(40, data.GetProperty("rows").GetInt64());
        Assert.Equal(35, data.GetProperty("steps").GetArrayLength());
        // Loss and norm of the run; the tensor's series is not pushed.
        Assert.Equal(["0", "1"], data.GetProperty("series").EnumerateObject().Select(series => series.Name));
        JsonElement episode = JsonDocument.Parse((await reader.NextAsync("episode")).Data).RootElement;
        Assert.NotEqual(episode.GetProperty("finding").GetString(), episode.GetProperty("finding_ru").GetString());
        Assert.Equal("critical", JsonDocument.Parse((await reader.NextAsync("run")).Data).RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Many_batches_are_joined_to_few_events()
    {
        await using Reader reader = await ReadAsync("/api/v1/runs/r/live");
        await reader.NextAsync("run");
        for (int step = 5; step < 45; step++)
            await _server.BatchAsync("r", SomeRows.Json(1, _ => 0.5, step));
        int events = 0;
        long rows = 5;
        while (rows < 45)
        {
            JsonElement data = JsonDocument.Parse((await reader.NextAsync("rows")).Data).RootElement;
            Assert.Equal(rows, data.GetProperty("first_row").GetInt64());
            rows = data.GetProperty("rows").GetInt64();
            events++;
        }
        Assert.InRange(events, 1, 30);
    }

    [Fact]
    public async Task A_reader_that_comes_back_is_told_that_it_missed_rows()
    {
        await using (Reader same = await ReadAsync("/api/v1/runs/r/live", "5"))
            Assert.Equal("run", (await same.NextAsync()).EventType);
        await using Reader late = await ReadAsync("/api/v1/runs/r/live", "3");
        Assert.Equal("missed", (await late.NextAsync()).EventType);
    }

    [Fact]
    public async Task All_runs_are_told_in_one_stream_and_also_that_one_is_gone()
    {
        await using Reader reader = await ReadAsync("/api/v1/live");
        await _server.OpenAsync("other");
        Assert.Contains("\"id\":\"other\"", (await reader.NextAsync("run")).Data);
        await _server.Client.DeleteAsync("/api/v1/runs/other", Cancel);
        Assert.Equal("""{"id":"other"}""", (await reader.NextAsync("deleted")).Data);
    }

    [Fact]
    public async Task A_stream_ends_when_the_server_stops()
    {
        await using Reader reader = await ReadAsync("/api/v1/runs/r/live");
        await reader.NextAsync("run");
        Task stopped = _server.StopAsync();
        Assert.Null(await reader.TryNextAsync());
        await stopped.WaitAsync(TimeSpan.FromSeconds(4), Cancel);
    }

    [Fact]
    public async Task Readers_are_counted_while_they_read()
    {
        await using (Reader reader = await ReadAsync("/api/v1/live"))
            Assert.Contains("\ngradwatch_server_live_readers 1\n", await _server.Client.GetStringAsync("/metrics", Cancel));
    }

    private async Task<Reader> ReadAsync(string path, string? lastSeen = null)
    {
        HttpRequestMessage request = new(HttpMethod.Get, path);
        if (lastSeen is not null)
            request.Headers.Add("Last-Event-ID", lastSeen);
        HttpResponseMessage answer = await _server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new Reader(answer, await answer.Content.ReadAsStreamAsync(Cancel));
    }

    private sealed class Reader(HttpResponseMessage answer, Stream stream) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<SseItem<string>> _items = SseParser.Create(stream).EnumerateAsync(Cancel).GetAsyncEnumerator(Cancel);

        public async Task<SseItem<string>?> TryNextAsync() =>
            await _items.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5), Cancel) ? _items.Current : null;

        public async Task<SseItem<string>> NextAsync() => await TryNextAsync() ?? throw new InvalidOperationException("the stream has ended");

        public async Task<SseItem<string>> NextAsync(string type)
        {
            SseItem<string> item;
            do
                item = await NextAsync();
            while (item.EventType != type);
            return item;
        }

        public ValueTask DisposeAsync()
        {
            answer.Dispose();
            return default;
        }
    }
}

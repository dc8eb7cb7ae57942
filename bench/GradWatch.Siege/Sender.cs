using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace GradWatch.Siege;

/// <summary>A client of good manners: it names its schema, counts its batches, and sends one again until it is acknowledged.</summary>
internal sealed class Sender(Uri server, DrawnRun run, Latencies latencies) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(50);
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Batches acknowledged.</summary>
    internal long Acknowledged { get; private set; }

    /// <summary>Answers that were neither an acknowledgement nor a connection that broke.</summary>
    internal int Errors { get; private set; }

    internal async Task OpenAsync()
    {
        await UntilTakenAsync(() => _client.PutAsync($"/api/v1/runs/{run.Id}", new StringContent("{}", null, "application/json")));
        await UntilTakenAsync(() => _client.PutAsync($"/api/v1/runs/{run.Id}/schemas/1", new StringContent(run.Schema, null, "application/json")));
    }

    internal async Task SendAsync()
    {
        long sequence = Acknowledged + 1;
        byte[] body = run.Batch(sequence);
        long begun = Stopwatch.GetTimestamp();
        await UntilTakenAsync(() =>
        {
            ByteArrayContent content = new(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-gradwatch-rows");
            return _client.PostAsync($"/api/v1/runs/{run.Id}/batches?writer=w&sequence={sequence}", content);
        });
        latencies.Add(Stopwatch.GetElapsedTime(begun));
        Acknowledged = sequence;
    }

    internal Task EndAsync() =>
        UntilTakenAsync(() => _client.PostAsync($"/api/v1/runs/{run.Id}/end", new StringContent("{}", null, "application/json")));

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task UntilTakenAsync(Func<Task<HttpResponseMessage>> send)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await send();
                if (answer.IsSuccessStatusCode)
                    return;
                Errors++;
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                    throw new InvalidOperationException($"{run.Id}: {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
            {
                // The server was killed: nobody knows whether the batch was taken, so it is sent again.
            }
            await Task.Delay(Retry);
        }
    }
}

using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace GradWatch.Siege.Attacks;

/// <summary>Clients that mean no good, or know no better.</summary>
internal static class Attackers
{
    private static int _numbers;

    internal static async Task GarbageAsync(Uri server, CancellationToken end)
    {
        Random random = new(Interlocked.Increment(ref _numbers));
        using HttpClient client = await OpenAsync(server, "garbage", end);
        byte[] body = new byte[4096];
        while (!end.IsCancellationRequested)
        {
            random.NextBytes(body);
            string type = random.Next(2) == 0 ? "application/json" : "application/x-gradwatch-rows";
            (await PostAsync(client, "garbage", body, type, end)).Dispose();
        }
    }

    internal static async Task GigabytesAsync(Uri server, CancellationToken end)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server.Host, server.Port, end);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Head(server, "Transfer-Encoding: chunked"), end);
        byte[] chunk = new byte[65536 + 9];
        Encoding.ASCII.GetBytes("10000\r\n").CopyTo(chunk, 0);
        chunk.AsSpan(7, 65536).Fill((byte)' ');
        "\r\n"u8.CopyTo(chunk.AsSpan(7 + 65536));
        for (long sent = 0; sent < 10L << 30; sent += chunk.Length)
            await stream.WriteAsync(chunk, end);
    }

    internal static async Task NaNFloodAsync(Uri server, CancellationToken end)
    {
        DrawnRun columns = new(0, 297, 1);
        string run = $"nan-{Interlocked.Increment(ref _numbers)}";
        using HttpClient client = await OpenAsync(server, run, end);
        (await client.PutAsync($"/api/v1/runs/{run}/schemas/1", new StringContent(columns.Schema, null, "application/json"), end)).Dispose();
        const int Rows = 300;
        byte[] body = [.. "GWR1"u8, 1, 0, 0, 0, .. BitConverter.GetBytes(Rows), 4, 0, 0, 0, .. new byte[Rows * (8 + 4 * columns.Columns)]];
        for (int row = 0, at = 16; row < Rows; row++)
        {
            BitConverter.TryWriteBytes(body.AsSpan(at), (long)row);
            at += 8;
            for (int column = 0; column < columns.Columns; column++, at += 4)
                BitConverter.TryWriteBytes(body.AsSpan(at), float.NaN);
        }
        while (!end.IsCancellationRequested)
            (await PostAsync(client, run, body, "application/x-gradwatch-rows", end)).Dispose();
    }

    internal static async Task NamesAsync(Uri server, CancellationToken end)
    {
        string run = $"names-{Interlocked.Increment(ref _numbers)}";
        using HttpClient client = await OpenAsync(server, run, end);
        const int Names = 50_000;
        for (int name = 0; name < 1_000_000 && !end.IsCancellationRequested; name += Names)
        {
            StringBuilder json = new("{\"rows\":[{\"step\":1,\"tensors\":{\"grad_norm\":{");
            for (int i = 0; i < Names; i++)
                json.Append(i > 0 ? "," : "").Append($"\"tensor.{name + i}\":1");
            byte[] body = Encoding.ASCII.GetBytes(json.Append("}}}]}").ToString());
            (await PostAsync(client, run, body, "application/json", end)).Dispose();
        }
    }

    internal static async Task SlowBodyAsync(Uri server, CancellationToken end)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server.Host, server.Port, end);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Head(server, "Content-Length: 1000000"), end);
        while (true)
        {
            await stream.WriteAsync(" "u8.ToArray(), end);
            await Task.Delay(1000, end);
        }
    }

    internal static async Task HalfOpenAsync(Uri server, CancellationToken end)
    {
        using TcpClient client = new();
        await client.ConnectAsync(server.Host, server.Port, end);
        await client.GetStream().WriteAsync("POST /api/v1/runs/"u8.ToArray(), end);
        byte[] answer = new byte[1];
        while (await client.GetStream().ReadAsync(answer, end) > 0)
        {
        }
    }

    private static async Task<HttpClient> OpenAsync(Uri server, string run, CancellationToken end)
    {
        HttpClient client = new() { BaseAddress = server };
        (await client.PutAsync($"/api/v1/runs/{run}", new StringContent("{}", null, "application/json"), end)).Dispose();
        return client;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string run, byte[] body, string type, CancellationToken end)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return client.PostAsync($"/api/v1/runs/{run}/batches", content, end);
    }

    private static byte[] Head(Uri server, string length) => Encoding.ASCII.GetBytes(
        $"POST /api/v1/runs/run-0/batches HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n{length}\r\n\r\n");
}

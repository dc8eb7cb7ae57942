using System.Diagnostics;

namespace GradWatch.Siege;

/// <summary>Clients that each send a batch at even times, begun at different moments.</summary>
internal static class Crowd
{
    /// <summary>As a trainer's client does: what came in a quarter of a second goes together.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private const int Tensors = 21;
    private const int RowsABatch = 10;

    /// <summary>Values of a batch.</summary>
    internal const int Values = (Tensors + 3) * RowsABatch;

    internal static async Task<CrowdResult> SendAsync(Uri server, int clients, int firstRun, TimeSpan lasting, Action? each = null)
    {
        Latencies latencies = new();
        List<Sender> senders = [.. Enumerable.Range(firstRun, clients).Select(number => new Sender(server, new DrawnRun(number, Tensors, RowsABatch), latencies))];
        await Parallel.ForEachAsync(senders, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (sender, _) => await sender.OpenAsync());
        long begun = Stopwatch.GetTimestamp();
        Task sending = Task.WhenAll(senders.Select((sender, place) => SendAsync(sender, Interval * place / clients, begun, lasting)));
        while (!sending.IsCompleted)
        {
            each?.Invoke();
            await Task.WhenAny(sending, Task.Delay(500));
        }
        await sending;
        TimeSpan took = Stopwatch.GetElapsedTime(begun);
        CrowdResult result = new(latencies, senders.Sum(sender => sender.Acknowledged) / took.TotalSeconds, senders.Sum(sender => sender.Errors));
        senders.ForEach(sender => sender.Dispose());
        return result;
    }

    private static async Task SendAsync(Sender sender, TimeSpan phase, long begun, TimeSpan lasting)
    {
        for (int batch = 0; ; batch++)
        {
            TimeSpan due = phase + Interval * batch, now = Stopwatch.GetElapsedTime(begun);
            if (due >= lasting || now >= lasting)
                return;
            if (due > now)
                await Task.Delay(due - now);
            await sender.SendAsync();
        }
    }
}

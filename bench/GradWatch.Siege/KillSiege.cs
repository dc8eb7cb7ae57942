using GradWatch.Storage;
using GradWatch.Storage.Runs;

namespace GradWatch.Siege;

/// <summary>kill -9 of the server at random moments while clients send: nothing acknowledged may be lost, doubled or judged otherwise.</summary>
internal static class KillSiege
{
    private const int Clients = 4;
    private const int Tensors = 5;
    private const int RowsABatch = 7;
    private const int MostBatches = 60;
    private const int LongestWait = 20;

    internal static async Task<bool> RunAsync(int times)
    {
        DirectoryInfo killed = Directory.CreateTempSubdirectory("gradwatch-siege-"), calm = Directory.CreateTempSubdirectory("gradwatch-siege-");
        DrawnRun[] runs = [.. Enumerable.Range(0, Clients).Select(number => new DrawnRun(number, Tensors, RowsABatch))];
        long[] batches;
        string[] reports, expected;
        await using (ServerProcess server = await ServerProcess.StartAsync(killed.FullName))
        {
            batches = await KillAsync(server, runs, times);
            reports = await ReportsAsync(server, runs);
        }
        await using (ServerProcess server = await ServerProcess.StartAsync(calm.FullName))
        {
            await Task.WhenAll(runs.Select((run, place) => SendAsync(server, run, batches[place])));
            expected = await ReportsAsync(server, runs);
        }
        int wrong = await WrongAsync(killed, calm, runs, batches);
        int other = reports.Zip(expected).Count(pair => pair.First != pair.Second);
        Console.WriteLine($"kill: {times} × kill -9, {batches.Sum()} batches acknowledged, {batches.Sum() * RowsABatch} steps: "
            + $"{wrong} runs with steps lost, doubled or changed, or another state of the detectors; {other} reports that differ from an uninterrupted run's");
        killed.Delete(recursive: true);
        calm.Delete(recursive: true);
        return wrong == 0 && other == 0;
    }

    private static async Task<long[]> KillAsync(ServerProcess server, DrawnRun[] runs, int times)
    {
        Random random = new(5);
        Latencies latencies = new();
        Sender[] senders = [.. runs.Select(run => new Sender(server.Address, run, latencies))];
        bool enough = false;
        Task sending = Task.WhenAll(senders.Select(async sender =>
        {
            await sender.OpenAsync();
            do
                await sender.SendAsync();
            while (!Volatile.Read(ref enough));
        }));
        for (int i = 0; i < times; i++)
        {
            // Some batches into its life, and then at any moment of one.
            long due = senders.Sum(sender => sender.Acknowledged) + random.Next(MostBatches);
            while (senders.Sum(sender => sender.Acknowledged) < due && !sending.IsFaulted)
                await Task.Delay(1);
            await Task.Delay(random.Next(LongestWait));
            await server.KillAsync();
            await server.StartAsync();
        }
        Volatile.Write(ref enough, true);
        await sending;
        foreach (Sender sender in senders)
        {
            await sender.EndAsync();
            sender.Dispose();
        }
        return [.. senders.Select(sender => sender.Acknowledged)];
    }

    private static async Task SendAsync(ServerProcess server, DrawnRun run, long batches)
    {
        using Sender sender = new(server.Address, run, new Latencies());
        await sender.OpenAsync();
        while (sender.Acknowledged < batches)
            await sender.SendAsync();
        await sender.EndAsync();
    }

    private static async Task<string[]> ReportsAsync(ServerProcess server, DrawnRun[] runs)
    {
        using HttpClient client = new() { BaseAddress = server.Address };
        List<string> reports = [];
        foreach (DrawnRun run in runs)
            reports.Add(await client.GetStringAsync($"/api/v1/runs/{run.Id}/report"));
        return [.. reports];
    }

    private static async Task<int> WrongAsync(DirectoryInfo killed, DirectoryInfo calm, DrawnRun[] runs, long[] batches)
    {
        await using IRunStore store = await RunStores.OpenAsync(killed.FullName);
        await using IRunStore other = await RunStores.OpenAsync(calm.FullName);
        int wrong = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            bool rows = await AreAllThereAsync(store, runs[i], batches[i]);
            SavedState? saved = await store.StateAsync(runs[i].Id), wanted = await other.StateAsync(runs[i].Id);
            bool state = saved is not null && wanted is not null && saved.Bytes.Span.SequenceEqual(wanted.Bytes.Span);
            if (!rows || !state)
                Console.WriteLine($"  {runs[i].Id}: rows {(rows ? "right" : "WRONG")}, state {(state ? "equal" : "OTHER")}");
            wrong += rows && state ? 0 : 1;
        }
        return wrong;
    }

    // Each step once, in order, with the bits that were sent.
    private static async Task<bool> AreAllThereAsync(IRunStore store, DrawnRun run, long batches)
    {
        long next = 0;
        await foreach (StepRows rows in store.RowsAsync(run.Id))
        {
            for (int row = 0; row < rows.Count; row++, next++)
            {
                if (rows.Steps[row] != next || rows.ValuesOf(row).Length != run.Columns)
                    return false;
                for (int column = 0; column < run.Columns; column++)
                {
                    if (BitConverter.DoubleToInt64Bits(rows.ValuesOf(row)[column]) != BitConverter.DoubleToInt64Bits(run.Value(next, rows.SeriesOf(row)[column])))
                        return false;
                }
            }
        }
        return next == batches * run.RowsABatch;
    }
}

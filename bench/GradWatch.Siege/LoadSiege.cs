namespace GradWatch.Siege;

/// <summary>Many clients at once: how long an acknowledgement takes, and whether memory stays in bounds.</summary>
internal static class LoadSiege
{
    private const double LongestP99 = 50;

    internal static async Task<bool> RunAsync(int clients, TimeSpan lasting)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-siege-");
        List<long> memory = [];
        CrowdResult result;
        TimeSpan busy;
        await using (ServerProcess server = await ServerProcess.StartAsync(folder.FullName))
        {
            result = await Crowd.SendAsync(server.Address, clients, 0, lasting, () => memory.Add(server.ResidentBytes));
            busy = server.ProcessorTime;
        }
        folder.Delete(recursive: true);
        Console.WriteLine($"load: {clients} clients, {lasting.TotalSeconds:F0} s: {result.Latencies}; "
            + $"{result.BatchesASecond:F0} batches/s of {Crowd.Values} values, {result.Errors} errors");
        Console.WriteLine($"  processor time of the server: {busy.TotalMilliseconds / result.Latencies.Count:F2} ms a batch, its start included");
        Console.WriteLine($"  memory of the server: {Mebibytes(memory[memory.Count / 4])} MB after a quarter, {Mebibytes(memory[memory.Count / 2])} after half, "
            + $"{Mebibytes(memory[^1])} at the end, {Mebibytes(memory.Max())} at most");
        return result.Errors == 0 && result.Latencies.Percentile(0.99) < LongestP99;
    }

    internal static long Mebibytes(long bytes) => bytes >> 20;
}

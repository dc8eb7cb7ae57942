namespace GradWatch.Siege.Attacks;

/// <summary>Attackers beside honest clients: what the honest ones notice.</summary>
internal static class AttackSiege
{
    // In between a person notices nothing, and no client gives up.
    private const double LongestP99 = 1000;
    private const long MostBytes = 2L << 30;

    internal static async Task<bool> RunAsync(int clients, TimeSpan lasting)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-siege-");
        bool stood = true;
        await using (ServerProcess server = await ServerProcess.StartAsync(folder.FullName))
        {
            CrowdResult calm = await Crowd.SendAsync(server.Address, clients, 0, lasting);
            Console.WriteLine($"attack: {clients} honest clients alone: {calm.Latencies}, {calm.Errors} errors");
            int first = clients;
            foreach ((string name, Func<Uri, CancellationToken, Task> attack, int many) in Attacks())
            {
                long most = 0;
                using CancellationTokenSource end = new();
                Task attacking = Task.WhenAll(Enumerable.Range(0, many).Select(_ => Persist(attack, server.Address, end.Token)));
                CrowdResult result = await Crowd.SendAsync(server.Address, clients, first, lasting, () => most = Math.Max(most, server.ResidentBytes));
                await end.CancelAsync();
                await attacking;
                first += clients;
                bool unharmed = result.Errors == 0 && result.Latencies.Percentile(0.99) < LongestP99 && most < MostBytes;
                stood &= unharmed;
                Console.WriteLine($"  beside {many} × {name}: {result.Latencies}, {result.Errors} errors; server {LoadSiege.Mebibytes(most)} MB at most{(unharmed ? "" : " (HARMED)")}");
            }
        }
        folder.Delete(recursive: true);
        return stood;
    }

    private static IEnumerable<(string Name, Func<Uri, CancellationToken, Task> Attack, int Many)> Attacks() =>
    [
        ("garbage", Attackers.GarbageAsync, 4),
        ("gigabytes", Attackers.GigabytesAsync, 4),
        ("NaN flood", Attackers.NaNFloodAsync, 2),
        ("a million names", Attackers.NamesAsync, 2),
        ("slow bodies", Attackers.SlowBodyAsync, 200),
        ("half-open connections", Attackers.HalfOpenAsync, 500),
    ];

    // However the server gets rid of it, it comes back.
    private static async Task Persist(Func<Uri, CancellationToken, Task> attack, Uri server, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await attack(server, end);
            }
            catch (Exception shut) when (shut is HttpRequestException or IOException or System.Net.Sockets.SocketException or OperationCanceledException)
            {
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}

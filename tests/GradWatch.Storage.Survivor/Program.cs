using System.Globalization;
using GradWatch.Storage;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Survivor;

// Writes a run until somebody kills it, and says on standard output which batches are acknowledged. Usage: PLACE RUN NUMBER-OF-THE-FIRST-BATCH.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
await using IRunStore store = await RunStores.OpenAsync(args[0]);
await using RunHosts hosts = new(store);
IRunHost host = await hosts.OpenAsync(KnownRun.Start(args[1]));
for (long sequence = long.Parse(args[2], CultureInfo.InvariantCulture); ; sequence++)
{
    await host.IngestAsync(KnownRun.Batch(sequence));
    Console.WriteLine(sequence);
}

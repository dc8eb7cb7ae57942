using System.Globalization;
using GradWatch.Observations;
using GradWatch.Reports;
using GradWatch.Storage.Hosting;
using GradWatch.Storage.Runs;
using GradWatch.Storage.Survivor;
using GradWatch.Storage.Tests.Postgres;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Storage.Tests.Survival;

/// <summary>A writer is killed at random moments; GRADWATCH_TRIALS says how often.</summary>
[Collection(PostgresServer.Collection)]
public sealed class KilledWriterTests(PostgresServer server) : IDisposable
{
    private const string Run = "known";
    private const int LongestMs = 400;

    private static readonly int Trials =
        int.Parse(Environment.GetEnvironmentVariable("GRADWATCH_TRIALS") ?? "2", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_killed_writer_loses_and_doubles_nothing_in_a_file() => TryAsync(_folder);

    [Fact]
    public async Task A_killed_writer_loses_and_doubles_nothing_on_a_server()
    {
        await server.RequireAsync();
        await server.ClearAsync();
        await TryAsync(server.Place);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task TryAsync(string place)
    {
        Random random = new(5);
        await using RunHosts uninterrupted = new(new MemoryRunStore(), new HostingOptions { LookInterval = TimeSpan.Zero });
        IRunHost whole = await uninterrupted.OpenAsync(KnownRun.Start(Run), Cancel);
        long acknowledged = 0, sent = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            using (SurvivorProcess writer = new(place, Run, acknowledged + 1))
                acknowledged = await writer.KillAsync(TimeSpan.FromMilliseconds(random.Next(LongestMs)), Cancel);
            await using IRunStore store = await RunStores.OpenAsync(place, cancel: Cancel);
            long kept = await AssertWholeAsync(store, acknowledged);
            while (sent < kept)
                await whole.IngestAsync(KnownRun.Batch(++sent), Cancel);
            await AssertSameReportAsync(store, whole);
        }
    }

    /// <summary>No acknowledged batch is missing, none is there twice or in part; answers the last that is kept.</summary>
    private static async Task<long> AssertWholeAsync(IRunStore store, long acknowledged)
    {
        long kept = Assert.Single(await store.WritersAsync(Run, Cancel)).Sequence;
        Assert.InRange(kept, acknowledged, acknowledged + 1);
        StepRows rows = await SomeRows.ReadAsync(store, Run, 0, Cancel);
        Assert.Equal(KnownRun.RowsUpTo(kept), rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            Assert.Equal(row, rows.Steps[row]);
            Assert.Equal(KnownRun.Row(row), rows.ValuesOf(row).ToArray());
        }
        RunSummary summary = (await store.FindAsync(Run, Cancel))!;
        Assert.Equal((rows.Count, rows.Values, rows.Count - 1), (summary.Rows, summary.Observations, summary.LastStep));
        return kept;
    }

    private static async Task AssertSameReportAsync(IRunStore store, IRunHost whole)
    {
        await using RunHosts hosts = new(store, new HostingOptions { LookInterval = TimeSpan.Zero });
        IRunHost woken = (await hosts.FindAsync(Run, Cancel))!;
        Assert.Equal(Json(await whole.ReportAsync(Cancel)), Json(await woken.ReportAsync(Cancel)));
    }

    private static string Json(Report report)
    {
        using MemoryStream json = new();
        JsonReport.Write(report, json, Language.English, false);
        return System.Text.Encoding.UTF8.GetString(json.ToArray());
    }
}

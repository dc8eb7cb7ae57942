using GradWatch.Observations;
using GradWatch.Storage.Runs;
using Xunit;

namespace GradWatch.Storage.Tests.Postgres;

[Collection(PostgresServer.Collection)]
public sealed class PostgresRunStoreTests(PostgresServer server) : RunStoreContractTests
{
    protected override ValueTask<IRunStore> OpenAsync() => RunStores.OpenAsync(server.Place, cancel: Cancel);

    public override async ValueTask InitializeAsync()
    {
        await server.RequireAsync();
        await server.ClearAsync();
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_server_that_is_killed_loses_nothing_acknowledged_and_is_used_again_when_it_is_back()
    {
        await Store.OpenAsync(new RunStart { Id = "a", Name = "a" }, Cancel);
        long acknowledged = 0;
        for (int kill = 0; kill < 2; kill++)
        {
            for (int more = 0; more < 20; more++)
                acknowledged = await AppendOneAsync(acknowledged);
            await server.KillAsync();
            StoreUnavailableException away = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await AppendOneAsync(acknowledged));
            Assert.Equal(StoreTrouble.Away, away.Trouble);
            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.FindAsync("a", Cancel));
            await server.StartAgainAsync();
            Assert.Equal(acknowledged, (await SomeRows.ReadAsync(Store, "a", 0, Cancel)).Count);
        }
        Assert.Equal(acknowledged + 1, await AppendOneAsync(acknowledged));
    }

    [Fact]
    public async Task Two_programs_that_open_an_empty_database_at_once_both_can()
    {
        await server.ClearAsync();
        IRunStore[] stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await OpenAsync(), Cancel)));
        foreach (IRunStore store in stores)
        {
            await store.CheckAsync(Cancel);
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("postgres://nobody:secret@127.0.0.1:1/none", "does not answer")]
    [InlineData("postgres://127.0.0.1/x?colour=blue", "not understood")]
    public async Task A_server_that_is_not_there_is_named_without_its_password(string place, string why)
    {
        StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await RunStores.OpenAsync(place, cancel: Cancel));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private async Task<long> AppendOneAsync(long row)
    {
        StepRows rows = new();
        rows.Begin(row);
        rows.Add(0, row);
        await Store.AppendAsync([new RunAppend
        {
            Run = "a", FirstRow = row, Rows = rows, Summary = SomeRows.Summary("a") with { Rows = row + 1 },
            NewSeries = row == 0 ? [new SeriesEntry(0, new Series(Quantity.Loss))] : [],
        }], Cancel);
        return row + 1;
    }
}

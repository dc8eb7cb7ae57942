using Xunit;

namespace GradWatch.Storage.Tests.Sqlite;

public sealed class SqliteRunStoreTests : RunStoreContractTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gradwatch-").FullName;

    protected override ValueTask<IRunStore> OpenAsync() => RunStores.OpenAsync(_folder, cancel: Cancel);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        string file = Path.Combine(_folder, "other.db");
        await using (Microsoft.Data.Sqlite.SqliteConnection other = new($"Data Source={file};Pooling=False"))
        {
            await other.OpenAsync(Cancel);
            await using Microsoft.Data.Sqlite.SqliteCommand create = other.CreateCommand();
            create.CommandText = "CREATE TABLE mine (x)";
            await create.ExecuteNonQueryAsync(Cancel);
        }
        StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await RunStores.OpenAsync(file, cancel: Cancel));
        Assert.Equal(StoreTrouble.Damaged, refused.Trouble);
        Assert.Contains("another program", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        string file = Path.Combine(_folder, "text.db");
        await File.WriteAllTextAsync(file, new string('x', 5000), Cancel);
        StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await RunStores.OpenAsync(file, cancel: Cancel));
        Assert.Equal(StoreTrouble.Damaged, refused.Trouble);
    }
}

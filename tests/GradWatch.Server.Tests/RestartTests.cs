using System.Text.Json;
using GradWatch.Storage;
using Xunit;

namespace GradWatch.Server.Tests;

public sealed class RestartTests
{
    [Fact]
    public async Task Sequence_schemas_names_and_the_report_survive_a_restart()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gradwatch-restart-");
        try
        {
            string before;
            await using (IRunStore store = await RunStores.OpenAsync(folder.FullName, cancel: TestContext.Current.CancellationToken))
            await using (SomeServer server = await SomeServer.StartAsync(store: store))
            {
                await server.OpenAsync("r");
                await server.SendAsync(HttpMethod.Put, "/api/v1/runs/r/schemas/9", """{ "series": [{ "quantity": "loss" }] }""");
                await server.BatchAsync("r", SomeRows.Json(40, step => step < 30 ? 0.5 : Math.Pow(10, step - 28)), "?writer=w&sequence=1");
                await server.BatchAsync("r", """{ "rows": [{ "step": 40, "values": { "lr": 0.1 } }] }""", "?writer=w&sequence=2");
                before = (await server.GetAsync("/api/v1/runs/r/report")).GetRawText();
            }
            await using (IRunStore store = await RunStores.OpenAsync(folder.FullName, cancel: TestContext.Current.CancellationToken))
            await using (SomeServer server = await SomeServer.StartAsync(store: store))
            {
                Assert.Equal(before, (await server.GetAsync("/api/v1/runs/r/report")).GetRawText());
                JsonElement opened = await server.SendAsync(HttpMethod.Put, "/api/v1/runs/r?writer=w", "{}");
                Assert.Equal(2, opened.GetProperty("writer_sequence").GetInt64());
                byte[] rows = [.. "GWR1"u8, 9, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, .. BitConverter.GetBytes(41L), .. BitConverter.GetBytes(0.5)];
                using ByteArrayContent content = new(rows);
                content.Headers.ContentType = new("application/x-gradwatch-rows");
                using HttpResponseMessage answer = await server.Client.PostAsync(
                    "/api/v1/runs/r/batches?writer=w&sequence=3", content, TestContext.Current.CancellationToken);
                Assert.True(answer.IsSuccessStatusCode);
                // lr was the main name, so another name of the same is a group of its own.
                await server.BatchAsync("r", """{ "rows": [{ "step": 42, "values": { "lr-Adam": 0.2, "lr": 0.1 } }] }""", "?writer=w&sequence=4");
                string[] series = [.. (await server.GetAsync("/api/v1/runs/r")).GetProperty("series_list").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
                Assert.Equal(["loss", "grad_norm", "grad_norm", "learning_rate", "lr-Adam"], series);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

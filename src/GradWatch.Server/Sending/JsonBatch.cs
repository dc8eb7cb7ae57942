using System.Text.Json;

namespace GradWatch.Server.Sending;

/// <summary>A batch in JSON. Where names come for the first time it is read twice: first for the names, then for the rows.</summary>
internal static class JsonBatch
{
    internal static async ValueTask<ReadBatch> ReadAsync(PooledBody body, Intake intake, CancellationToken cancel)
    {
        JsonBatchReader reader = new(intake, decided: false);
        Read(reader, body.Bytes);
        if (reader.NewNames.Count > 0)
        {
            await intake.LearnAsync([.. reader.NewNames], cancel).ConfigureAwait(false);
            Read(reader = new JsonBatchReader(intake, decided: true), body.Bytes);
        }
        return reader.Batch();
    }

    private static void Read(JsonBatchReader reader, ReadOnlySpan<byte> bytes)
    {
        Utf8JsonReader json = new(bytes);
        try
        {
            reader.Read(ref json);
        }
        catch (JsonException wrong)
        {
            throw RequestProblemException.BadRequest($"{reader.Place}: {JsonFaults.Plain(wrong)}");
        }
    }
}

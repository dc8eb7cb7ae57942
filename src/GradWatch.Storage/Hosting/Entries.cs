using GradWatch.Diagnosis.Origins;
using GradWatch.Guard;
using GradWatch.Storage.Runs;
using GradWatch.Wording;

namespace GradWatch.Storage.Hosting;

/// <summary>What a batch brings beside its numbers, as entries of the run.</summary>
internal static class Entries
{
    internal static IEnumerable<RunEntry> Of(RunBatch batch, RenumberedRows rows, RunDetection run, bool limitHit)
    {
        long step = run.Monitor.Record.LastStep;
        foreach (GuardAction action in batch.Actions)
            yield return Entry(EntryKinds.Guard, run.Rows, action.FirstStep, action.LastStep, action.Sentence, Bytes(writer => writer.Write(action)));
        foreach (NonFiniteOrigin origin in batch.Origins)
            yield return Entry(EntryKinds.Origin, run.Rows, origin.Step, origin.Step, origin.Summary, Bytes(writer => writer.Write(origin)));
        if (batch.Lost > 0)
            yield return Entry(EntryKinds.Gap, run.Rows, step, step, new Sentence("note.storage.lost", batch.Lost, FirstStep(rows.Rows, step)));
        if (limitHit)
            yield return Entry(EntryKinds.Gap, run.Rows, step, step, new Sentence("note.storage.series_limit", (long)rows.Refused, (long)run.Series.Count));
    }

    private static long FirstStep(StepRows rows, long otherwise) => rows.Count > 0 ? rows.Steps[0] : otherwise;

    private static RunEntry Entry(string kind, long row, long first, long last, Sentence sentence, byte[]? payload = null) => new()
    {
        Kind = kind, Row = row, FirstStep = first, LastStep = last,
        English = sentence.In(Language.English), Russian = sentence.In(Language.Russian), Payload = payload ?? [],
    };

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        write(writer);
        writer.Flush();
        return bytes.ToArray();
    }
}

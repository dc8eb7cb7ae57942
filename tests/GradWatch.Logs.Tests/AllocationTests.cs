using System.Text;
using GradWatch.Logs.Tests.Hostile;
using GradWatch.Logs.Tests.TensorBoard;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests;

/// <summary>A log may hold a hundred million numbers: reading and diagnosing one more allocates nothing.</summary>
public sealed class AllocationTests
{
    private const int Rows = 200_000;
    private const int WarmUp = 20_000;

    // What grows with the logarithm of the run: traces, buffers, notes.
    private const long MostAllocated = 2_000_000;

    [Fact]
    public void A_row_of_JSON_lines_allocates_nothing() => Check("some.jsonl", step =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"{{\"loss\": {SomeLogs.Loss(step)}, \"grad_norm\": {SomeLogs.Norm(step)}, \"lr\": 0.001, \"step\": {step}, \"tokens\": {step * 512L}}}\n")));

    [Fact]
    public void A_row_of_a_table_allocates_nothing() => Check("some.csv", step =>
        Encoding.UTF8.GetBytes((step == 0 ? "step,loss,grad_norm,lr\n" : "") + FormattableString.Invariant(
            $"{step},{SomeLogs.Loss(step)},{SomeLogs.Norm(step)},0.001\n")));

    [Fact]
    public void A_line_of_console_text_allocates_nothing() => Check("some.log", step =>
        Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"2026-05-01 12:00:00 INFO step {step}/{Rows} | loss: {SomeLogs.Loss(step)} | grad_norm: {SomeLogs.Norm(step)} | lr: 1e-3\n")));

    [Fact]
    public void An_event_allocates_nothing()
    {
        var writer = new EventWriter();
        for (int step = 0; step < 100; step++)
            writer.Scalar(step, "train/loss", (float)SomeLogs.Loss(step)).Scalar(step, "train/grad_norm", (float)SomeLogs.Norm(step));
        byte[] events = writer.Bytes;
        int first = writer.Offsets[1];
        Check("events.out.tfevents.1", new RepeatedStream(events[..first], events[first..], Rows / 100, []), 2);
    }

    private static void Check(string name, Func<int, byte[]> row)
    {
        var log = new MemoryStream();
        for (int step = 0; step < Rows; step++)
            log.Write(row(step));
        log.Position = 0;
        Check(name, log, 3);
    }

    private static void Check(string name, Stream log, int observationsARow)
    {
        using IEnumerator<LogRun> runs = LogReader.Read(name, log).GetEnumerator();
        Assert.True(runs.MoveNext());
        var monitor = new TrainingMonitor();
        long before = 0, seen = 0;
        foreach (Observation observation in runs.Current.Observations)
        {
            if (seen++ == WarmUp)
                before = GC.GetAllocatedBytesForCurrentThread();
            monitor.Observe(observation);
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(observationsARow * (long)Rows, seen);
        Assert.True(allocated < MostAllocated, $"{allocated} bytes for {seen} observations");
    }
}

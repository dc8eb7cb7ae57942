using System.Text;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>A hundred megabytes without a line end, in bounded memory.</summary>
public sealed class LongLinesTests
{
    private const long Size = 100_000_000;
    private const long MostAllocated = 80_000_000;

    [Theory]
    [InlineData("some.jsonl", "{\"step\": 40, \"text\": \"", "blah blah ", "\"}\n")]
    [InlineData("some.jsonl", "{\"step\": 40, \"text\": \"", "blah blah ", "")]
    [InlineData("some.jsonl", "{\"step\": 40, \"list\": [0", ", 1.25", "]}\n")]
    [InlineData("some.jsonl", "", "garbage ", "\n")]
    [InlineData("some.csv", "40,0.5", ",1.25", "\n")]
    [InlineData("some.csv", "40,0.5,", "1234567890", "\n")]
    [InlineData("some.csv", "40,0.5,\"", "text, text ", "")]
    [InlineData("some.log", "step 40/40 ", "| a: 1 ", "\n")]
    [InlineData("some.log", "step 40/40 ", "| loss: 2 ", "")]
    [InlineData("some.log", "", "x", "")]
    [InlineData("some.log", "", " ", "\n")]
    [InlineData("some.log", "", "12345 ", "\n")]
    [InlineData("some.log", "", "\0", "\n")]
    public void A_hundred_megabytes_in_one_line_of_a_log_are_passed_over(string name, string start, string piece, string end)
    {
        byte[] log = Encoding.UTF8.GetBytes(Log(name));
        byte[] repeated = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1000)));
        var content = new RepeatedStream([.. log, .. Encoding.UTF8.GetBytes(start)], repeated, Size / repeated.Length, [.. Encoding.UTF8.GetBytes(end), .. end.Length > 0 ? Tail(name) : []]);

        (Outcome outcome, long allocated) = Measured(() => Outcome.Of(content, name));

        Assert.Empty(outcome.Unreadable);
        Assert.InRange(outcome.Values(Quantity.GradNorm).Count, SomeLogs.Steps + (end.Length > 0 ? 1 : 0), SomeLogs.Steps + 2);
        Assert.True(allocated < MostAllocated, $"{allocated / 1e6:F0} MB allocated");
    }

    [Theory]
    [InlineData("some.jsonl", "{\"step\": 40, \"text\": \"", "blah blah ")]
    [InlineData("some.csv", "step,loss,", "grad_norm,")]
    [InlineData("some.log", "", "loss ")]
    [InlineData("trainer_state.json", "{\"log_history\": [{\"text\": \"", "blah ")]
    public void A_hundred_megabytes_in_one_line_alone_are_an_error_with_its_place(string name, string start, string piece)
    {
        byte[] repeated = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1000)));

        (Outcome outcome, long allocated) = Measured(() =>
            Outcome.Of(new RepeatedStream(Encoding.UTF8.GetBytes(start), repeated, Size / repeated.Length, []), name));

        Assert.Empty(outcome.Observations);
        Assert.True(outcome.Failure.Line is not null || outcome.Failure.Offset is not null || outcome.Failure.Problem.Key.StartsWith("note.read.no_", StringComparison.Ordinal), outcome.Failure.Message);
        Assert.True(allocated < MostAllocated, $"{allocated / 1e6:F0} MB allocated");
    }

    [Fact]
    public void Steps_of_one_hundred_megabytes_in_an_array_on_one_line_are_all_read()
    {
        byte[] row = Encoding.UTF8.GetBytes("{\"loss\": 1.5, \"grad_norm\": 0.5, \"text\": \"" + new string('x', 1000) + "\"}, ");
        long rows = Size / row.Length;

        Outcome outcome = Outcome.Of(new RepeatedStream("[ "u8.ToArray(), row, rows, "{}]"u8.ToArray()), "some.json");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(rows, outcome.Values(Quantity.Loss).Count);
    }

    private static string Log(string name) => name switch
    {
        "some.jsonl" => SomeLogs.JsonLines(),
        "some.csv" => SomeLogs.Csv(),
        _ => SomeLogs.Text(),
    };

    private static byte[] Tail(string name) => name switch
    {
        "some.jsonl" => "{\"step\": 41, \"loss\": 0.5, \"grad_norm\": 0.5}\n"u8.ToArray(),
        "some.csv" => "41,0.5,0.5\n"u8.ToArray(),
        _ => "step 41/40 | loss: 0.5 | grad_norm: 0.5\n"u8.ToArray(),
    };

    private static (Outcome Outcome, long Allocated) Measured(Func<Outcome> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Outcome outcome = read();
        return (outcome, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

using System.Text;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>Text logs with damage: what can be read is used, the rest is told.</summary>
public sealed class DamagedTextTests
{
    [Fact]
    public void One_JSON_object_cut_in_the_middle_is_an_error_with_its_line()
    {
        Outcome outcome = Outcome.Of("{\"step\": 1, \"loss\": 0.", "some.json");

        Assert.Equal("note.json.cut", outcome.Failure.Problem.Key);
        Assert.Equal(1, outcome.Failure.Line);
    }

    [Fact]
    public void A_trainer_state_cut_in_the_middle_is_used_up_to_there_and_is_an_error_with_its_line()
    {
        string whole = SomeLogs.TrainerState();
        Outcome outcome = Outcome.Of(whole[..(whole.Length / 2)], "trainer_state.json");

        Assert.InRange(outcome.Values(Quantity.Loss).Count, 15, 25);
        Assert.Equal("note.hf.cut", outcome.Failure.Problem.Key);
        Assert.InRange(outcome.Failure.Line!.Value, 18, 28);
        Assert.Contains("note.read.stopped_line", outcome.NoteKeys);
    }

    [Fact]
    public void Half_a_line_at_the_end_of_JSON_lines_is_no_error()
    {
        Outcome outcome = Outcome.Of(SomeLogs.JsonLines() + "{\"step\": 40, \"lo", "some.jsonl");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(SomeLogs.Steps, outcome.Values(Quantity.Loss).Count);
        Assert.Contains("note.json.torn", outcome.NoteKeys);
    }

    [Fact]
    public void Objects_torn_in_the_middle_of_JSON_lines_are_counted_and_the_others_read()
    {
        string[] lines = SomeLogs.JsonLines().Split('\n');
        lines[10] = lines[10][..25];
        lines[20] = lines[20].Replace(':', ' ');
        lines[30] += "garbage } after";

        Outcome outcome = Outcome.Of(string.Join('\n', lines), "some.jsonl");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(SomeLogs.Steps - 2, outcome.Values(Quantity.Loss).Count);
        Assert.Equal(2L, outcome.Notes.Single(note => note.Key == "note.json.damaged").Arguments[^1]);
    }

    [Fact]
    public void Rows_of_a_table_that_change_width_are_read_as_far_as_the_header_names_them()
    {
        Outcome outcome = Outcome.Of("step,loss,grad_norm\n0,3,1\n1,2.9\n2,2.8,1,77,88\n3,2.7,1\n4\n5,2.5,1\n", "some.csv");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal([3, 2.9, 2.8, 2.7, 2.5], outcome.Values(Quantity.Loss).Select(one => one.Value));
        Assert.Equal(4, outcome.Values(Quantity.GradNorm).Count);
        Assert.Equal([3L, 2L, 3L, 3L], outcome.Notes.Single(note => note.Key == "note.csv.width").Arguments.Select(Convert.ToInt64));
    }

    [Fact]
    public void A_quote_that_damage_left_in_a_table_costs_its_row_and_no_other()
    {
        string[] lines = SomeLogs.Csv().Split('\n');
        lines[20] = "19,\"1.5,0.5";

        Outcome outcome = Outcome.Of(string.Join('\n', lines), "some.csv");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(SomeLogs.Steps - 1, outcome.Values(Quantity.Loss).Count);
        Assert.Equal(20, outcome.Notes.Single(note => note.Key == "note.csv.open_quote").Arguments[0] is long line ? line - 1 : 0);
    }

    [Fact]
    public void A_text_over_several_lines_of_a_table_is_passed_over()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(i =>
            FormattableString.Invariant($"{i},{3.5 - (0.01 * i)},\"Once upon a time, 5, 6\nthere were \"\"7, 8\"\" dwarfs\nand 9\"\n")));

        Outcome outcome = Outcome.Of("step,loss,sample\n" + rows, "some.csv");

        Assert.Equal(30, outcome.Values(Quantity.Loss).Count);
        Assert.All(outcome.Values(Quantity.Loss), one => Assert.InRange(one.Value, 3, 3.5));
    }

    [Fact]
    public void A_hole_of_zeros_in_a_log_costs_the_line_it_is_in()
    {
        foreach ((string name, byte[] bytes) in SomeLogs.All().Where(log => !log.Name.Contains("events", StringComparison.Ordinal) && log.Name != "some.wandb"))
        {
            int middle = Array.IndexOf(bytes, (byte)'\n', bytes.Length / 2);
            byte[] holed = [.. bytes[..(middle - 10)], .. new byte[70_000], .. bytes[(middle + 1)..]];

            Outcome outcome = Outcome.Of(holed, name);

            Assert.True(outcome.Unreadable.Count == 0, name);
            Assert.True(outcome.Values(Quantity.Loss).Count >= SomeLogs.Steps - 1, $"{name}: {outcome.Values(Quantity.Loss).Count}");
            Assert.All(outcome.Values(Quantity.Loss), one => Assert.Equal(SomeLogs.Loss((int)one.Step), one.Value));
        }
    }

    [Fact]
    public void A_stream_that_fails_in_the_middle_is_used_up_to_there()
    {
        foreach ((string name, byte[] bytes) in SomeLogs.All())
        {
            byte[] readable = bytes[..(bytes.Length * 3 / 4)];

            Outcome outcome = Outcome.Of(new FailingStream(readable, new IOException("the disk is on fire")), name);

            Assert.Equal("note.read.failed", outcome.Failure.Problem.Key);
            Assert.Contains("the disk is on fire", outcome.Failure.Message, StringComparison.Ordinal);
            Assert.True(outcome.Values(Quantity.Loss).Count >= SomeLogs.Steps / 2, name);
            Assert.Contains(outcome.NoteKeys, key => key.StartsWith("note.read.stopped", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Lines_are_counted_alike_with_either_kind_of_line_end()
    {
        string lines = SomeLogs.Csv() + "\n\n40,x\n";
        foreach (string text in new[] { lines, lines.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            Outcome outcome = Outcome.Of(text + "41,2\n", "some.csv");

            Assert.Equal(SomeLogs.Steps + 4L, outcome.Notes.Single(note => note.Key == "note.csv.width").Arguments[0]);
        }
    }
}

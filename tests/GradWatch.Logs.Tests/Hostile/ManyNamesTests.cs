using System.Globalization;
using System.Text;
using GradWatch.Logs.Mapping;
using GradWatch.Logs.Tests.TensorBoard;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>A hundred thousand names: time and memory stay bounded, and the notes tell the limit.</summary>
public sealed class ManyNamesTests
{
    private const int Names = 100_000;
    private const long MostAllocated = 200_000_000;

    [Theory]
    [InlineData("grad_norm/layer.{0}.weight", "note.map.most_tensor_series")]
    [InlineData("loss/part_{0}", "note.map.most_names")]
    [InlineData("lr_{0}", "note.map.most_run_series")]
    [InlineData("net_{0}_grad_norm", "note.map.most_run_series")]
    [InlineData("noise_{0}", "note.map.most_names")]
    public void A_hundred_thousand_names_in_JSON_lines_are_followed_up_to_a_limit_that_is_told(string pattern, string note)
    {
        var text = new StringBuilder();
        for (int i = 0; i < Names; i++)
            text.Append(CultureInfo.InvariantCulture, $"{{\"step\": {i}, \"loss\": 1.5, \"{string.Format(CultureInfo.InvariantCulture, pattern, i)}\": 2}}\n");

        Check(Encoding.UTF8.GetBytes(text.ToString()), "some.jsonl", note);
    }

    [Fact]
    public void A_hundred_thousand_names_in_one_object_are_followed_up_to_a_limit_that_is_told()
    {
        string row = string.Join(", ", Enumerable.Range(0, Names).Select(i => $"\"loss_{i}\": 2"));

        Check(Encoding.UTF8.GetBytes($"{{{row}}}\n{{{row}}}\n"), "some.jsonl", "note.map.most_run_series");
    }

    [Fact]
    public void A_hundred_thousand_tags_of_an_event_file_are_followed_up_to_a_limit_that_is_told()
    {
        var writer = new EventWriter();
        for (int i = 0; i < Names; i++)
            writer.Scalar(i, "loss", 1.5f).Scalar(i, $"grad_norm/layer.{i}", 1);

        Check(writer.Bytes, "events.out.tfevents.1", "note.map.most_tensor_series");
    }

    [Fact]
    public void A_hundred_thousand_names_in_a_text_are_followed_up_to_a_limit_that_is_told()
    {
        string text = string.Concat(Enumerable.Range(0, Names).Select(i => $"step {i} loss 1.5 thing{i} = {i}\n"));

        Check(Encoding.UTF8.GetBytes(text), "some.log", "note.map.most_names");
    }

    private static void Check(byte[] log, string name, string note)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Outcome outcome = Outcome.Of(log, name);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Empty(outcome.Unreadable);
        Assert.Contains(note, outcome.NoteKeys);
        int series = outcome.Observations.Select(one => one.Series).Distinct().Count();
        Assert.InRange(series, 1, SeriesMap.MostTensorSeries + SeriesMap.MostRunSeries);
        Assert.True(allocated < MostAllocated, $"{allocated / 1e6:F0} MB allocated");
    }
}

using System.IO.Compression;
using System.Text;
using GradWatch.Observations;
using Xunit;

namespace GradWatch.Logs.Tests.Hostile;

/// <summary>Input that is no training log, or one in other clothes.</summary>
public sealed class ForeignInputTests
{
    [Fact]
    public void An_empty_file_is_said_to_be_empty()
    {
        UnreadableLogException failure = Outcome.Of([]).Failure;

        Assert.Equal("some.log: byte 0: the file is empty.", failure.Message);
    }

    [Theory]
    [InlineData("noise.log")]
    [InlineData("noise.csv")]
    [InlineData("noise.jsonl")]
    [InlineData("noise")]
    [InlineData("events.out.tfevents.1")]
    [InlineData("run.wandb")]
    public void Binary_noise_is_an_error_with_its_byte(string name)
    {
        byte[] noise = new byte[100_000];
        new Random(1).NextBytes(noise);

        Outcome outcome = Outcome.Of(noise, name);

        Assert.Empty(outcome.Observations);
        Assert.NotNull(outcome.Failure.Offset);
        Assert.StartsWith($"{name}: byte ", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Zeros_alone_are_binary_data()
    {
        Outcome outcome = Outcome.Of(new RepeatedStream([], new byte[4096], 1024, []));

        Assert.Equal("note.read.binary", outcome.Failure.Problem.Key);
    }

    [Fact]
    public void A_log_without_loss_or_norm_is_an_error_that_lists_what_it_has()
    {
        Outcome outcome = Outcome.Of("{\"step\": 1, \"accuracy\": 0.5}\n{\"step\": 2, \"accuracy\": 0.6}\n");

        Assert.Equal("note.read.no_series", outcome.Failure.Problem.Key);
        Assert.Contains("accuracy", outcome.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prose_is_not_recognised()
    {
        Outcome outcome = Outcome.Of(string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog.\n", 1000)), "story.txt");

        Assert.Equal("note.read.unrecognised", outcome.Failure.Problem.Key);
        Assert.Equal(1, outcome.Failure.Line);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void A_byte_order_mark_is_understood(string encoding)
    {
        Encoding encoded = Encoding.GetEncoding(encoding);
        foreach ((string name, string text) in new[] { ("a.log", SomeLogs.Text()), ("a.csv", SomeLogs.Csv()), ("a.jsonl", SomeLogs.JsonLines()) })
        {
            Outcome outcome = Outcome.Of([.. encoded.GetPreamble(), .. encoded.GetBytes(text)], name);

            Assert.Empty(outcome.Unreadable);
            Assert.Equal(SomeLogs.Steps, outcome.Values(Quantity.Loss).Count);
            Assert.Equal(SomeLogs.Loss(3), outcome.Values(Quantity.Loss)[3].Value);
        }
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_do_not_keep_the_numbers_from_being_read()
    {
        byte[] bytes = Encoding.Latin1.GetBytes("époque ÿ\xfe\xff commence\n" + SomeLogs.Text().Replace("| loss", "\xe9\xff| loss", StringComparison.Ordinal));

        Outcome outcome = Outcome.Of(bytes);

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(SomeLogs.Steps, outcome.Values(Quantity.GradNorm).Count);
    }

    [Fact]
    public void A_gzipped_log_is_read()
    {
        Outcome outcome = Outcome.Of(Zipped(SomeLogs.JsonLines()), "some.jsonl.gz");

        Assert.Empty(outcome.Unreadable);
        Assert.Equal(SomeLogs.Steps, outcome.Values(Quantity.Loss).Count);
    }

    [Fact]
    public void A_gzipped_log_that_is_damaged_is_used_up_to_the_damage()
    {
        byte[] zipped = Zipped(SomeLogs.JsonLines(20_000));
        zipped.AsSpan(zipped.Length / 2, 64).Fill(0xff);

        Outcome outcome = Outcome.Of(zipped, "some.jsonl.gz");

        Assert.Equal("note.read.failed", outcome.Failure.Problem.Key);
        Assert.NotNull(outcome.Failure.Line);
        Assert.InRange(outcome.Values(Quantity.Loss).Count, 1000, 19_999);
        Assert.Contains("note.read.stopped_line", outcome.NoteKeys);
    }

    private static byte[] Zipped(string text)
    {
        var file = new MemoryStream();
        using (var zip = new GZipStream(file, CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return file.ToArray();
    }
}

using CsCheck;
using Google.Protobuf;
using GradWatch.Logs.Wandb;
using Xunit;

namespace GradWatch.Logs.Tests.Wandb;

public sealed class WandbFormatTests
{
    private static readonly WandbFormat Format = new();

    [Fact]
    public void Numbers_come_under_their_names_and_the_step_apart()
    {
        RunFileWriter writer = new RunFileWriter()
            .Log(("loss", "2.5"), ("_step", "0"), ("_timestamp", "1700000000.5"))
            .Log(("loss", "1e-3"), ("note", "\"text\""), ("flag", "true"), ("none", "null"), ("_step", "10"));

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, writer.Bytes);

        Assert.Equal(
            [
                new ReadRow(0, writer.Offsets[0], "loss=2.5 _timestamp=1700000000.5"),
                new ReadRow(10, writer.Offsets[1], "loss=0.001"),
            ],
            rows);
        Assert.Empty(notes);
    }

    [Theory]
    [InlineData("NaN", "loss=NaN")]
    [InlineData("\"NaN\"", "loss=NaN")]
    [InlineData("Infinity", "loss=Infinity")]
    [InlineData("\"-Infinity\"", "loss=-Infinity")]
    [InlineData("1e400", "loss=Infinity")]
    public void NaN_and_infinity_are_read_bare_and_in_quotes(string json, string expected) =>
        Assert.Equal(expected, Assert.Single(ReadRow.All(Format, new RunFileWriter().Log(("loss", json)).Bytes).Rows).Values);

    [Fact]
    public void Nested_names_are_joined_with_a_dot_in_both_ways_of_writing_them()
    {
        var item = new HistoryItem { ValueJson = ByteString.CopyFromUtf8("4") };
        item.NestedKey.AddRange([ByteString.CopyFromUtf8("train"), ByteString.CopyFromUtf8("loss")]);
        var step = new HistoryItem { ValueJson = ByteString.CopyFromUtf8("3") };
        step.NestedKey.Add(ByteString.CopyFromUtf8("_step"));
        RunFileWriter writer = new RunFileWriter()
            .Write(new LoggedRecord { History = new HistoryRecord { Item = { item, step } } })
            .Log(("train", """{"loss": NaN, "inner": {"lr": 0.5}, "name": "x"}"""), ("_step", "4"));

        List<ReadRow> rows = ReadRow.All(Format, writer.Bytes).Rows;

        Assert.Equal(["train.loss=4", "train.loss=NaN train.inner.lr=0.5"], rows.Select(row => row.Values));
        Assert.Equal([3, 4], rows.Select(row => row.Step));
    }

    [Fact]
    public void The_step_of_the_record_itself_serves_where_no_item_tells_it()
    {
        var history = new HistoryRecord { Step = new HistoryStep { Num = 12 } };
        history.Item.Add(new HistoryItem { Key = ByteString.CopyFromUtf8("loss"), ValueJson = ByteString.CopyFromUtf8("1") });

        byte[] file = new RunFileWriter().Write(new LoggedRecord { History = history }).Bytes;
        Assert.Equal(12, Assert.Single(ReadRow.All(Format, file).Rows).Step);
    }

    [Fact]
    public void A_histogram_gives_norms_and_media_give_nothing()
    {
        RunFileWriter writer = new RunFileWriter().Log(
            ("gradients/w", """{"_type": "histogram", "values": [0, 3, 0], "bins": [-9, 2, 2, 9]}"""),
            ("gradients/v", """{"_type": "histogram", "values": [1, 2], "packedBins": {"min": -1, "size": 1, "count": 2}}"""),
            ("picture", """{"_type": "image-file", "width": 3}"""),
            ("torn", """{"_type": "hist"""));

        ReadRow row = Assert.Single(ReadRow.All(Format, writer.Bytes).Rows);

        // Three elements of exactly 2; then three spread evenly over a bucket from 0 to ±1.
        Assert.Equal($"gradients/w#l2={Math.Sqrt(12):R} gradients/w#max=2 gradients/v#l2=1 gradients/v#max=1", row.Values);
    }

    [Fact]
    public void A_record_over_several_blocks_is_put_together()
    {
        byte[] file = ALongFile().Bytes;

        List<ReadRow> rows = ReadRow.All(Format, file).Rows;

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (long?)i), rows.Select(row => row.Step));
        Assert.True(rows[5].Values.Length > 50_000);
        Assert.Equal(rows, ReadRow.All(Format, new SlowStream(file, 11)).Rows);
    }

    [Fact]
    public void A_header_that_just_fits_or_just_does_not_fit_its_block_is_found()
    {
        for (int length = 32_660; length < 32_768; length++)
        {
            byte[] file = new RunFileWriter().Padding(length).Log(("loss", "1")).Log(("loss", "2")).Bytes;
            (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file);
            Assert.Equal(["loss=1", "loss=2"], rows.Select(row => row.Values));
            Assert.Empty(notes);
        }
    }

    [Fact]
    public void Every_prefix_of_a_file_gives_a_prefix_of_its_rows()
    {
        byte[] file = ALongFile().Bytes;
        List<ReadRow> all = ReadRow.All(Format, file).Rows;
        foreach (int length in Enumerable.Range(0, file.Length + 1).Where(n => n < 2500 || n % 97 == 0))
        {
            (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file[..length]);
            Assert.Equal(all.Take(rows.Count), rows);
            Assert.All(notes, note => Assert.Equal("note.wandb.torn", note));
        }
    }

    [Fact]
    public void A_flipped_byte_of_data_loses_that_record_and_no_other()
    {
        RunFileWriter writer = AShortFile();
        List<ReadRow> all = ReadRow.All(Format, writer.Bytes).Rows;
        for (int record = 0; record + 1 < writer.Offsets.Count; record++)
        {
            for (int at = writer.Offsets[record] + 7; at < writer.Offsets[record + 1]; at++)
            {
                byte[] damaged = writer.Bytes;
                damaged[at] ^= 0x10;
                (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, damaged);
                Assert.Equal(all.Where(row => row.Place != writer.Offsets[record]), rows);
                Assert.Equal(["note.wandb.damaged"], notes);
            }
        }
    }

    [Fact]
    public void A_piece_lost_from_a_long_record_loses_that_record_and_no_other()
    {
        RunFileWriter writer = ALongFile();
        List<ReadRow> all = ReadRow.All(Format, writer.Bytes).Rows;
        foreach (int block in new[] { 1, 2, 3 })
        {
            byte[] damaged = writer.Bytes;
            damaged[(block * 32_768) + 100] ^= 1;
            (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, damaged);
            Assert.Equal(all.Where(row => row.Step != 5), rows);
            Assert.Equal(["note.wandb.damaged"], notes);
        }
    }

    [Fact]
    public void A_length_beyond_its_block_loses_the_rest_of_the_block_only()
    {
        RunFileWriter writer = ALongFile();
        byte[] damaged = writer.Bytes;
        damaged[writer.Offsets[2] + 5] = 0xFF;

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, damaged);

        Assert.Equal([0, 1, 6, 7, 8, 9, 10, 11], rows.Select(row => row.Step));
        Assert.Equal(["note.wandb.damaged"], notes);
    }

    [Fact]
    public void Noise_never_does_worse_than_be_unreadable()
    {
        byte[] file = AShortFile().Bytes;
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 40].Sample(flips =>
        {
            byte[] damaged = [.. file];
            foreach ((int at, byte value) in flips)
                damaged[at] = value;
            return ReadRow.UntilUnreadable(Format, damaged).Count <= 6;
        }, seed: "0N0XIzNsQ0O2", iter: 2000);
    }

    [Fact]
    public void Space_set_aside_and_never_written_is_the_end_and_no_damage()
    {
        byte[] file = [.. AShortFile().Bytes, .. new byte[100_000]];

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file);

        Assert.Equal(6, rows.Count);
        Assert.Empty(notes);
    }

    [Fact]
    public void A_file_that_is_no_run_or_only_damage_is_unreadable()
    {
        Assert.Equal(0, Assert.Throws<UnreadableLogException>(() => ReadRow.All(Format, "no run file"u8.ToArray())).Offset);

        byte[] damaged = new RunFileWriter().Log(("loss", "1")).Bytes;
        damaged[^1] ^= 1;
        Assert.Equal(7, Assert.Throws<UnreadableLogException>(() => ReadRow.All(Format, damaged)).Offset);
    }

    [Fact]
    public void A_file_is_recognised_by_its_mark_and_by_name_when_it_is_not_text()
    {
        Assert.Equal("wandb", Format.Recognise(new LogHead("anything", AShortFile().Bytes, true)));
        Assert.Equal("wandb", Format.Recognise(new LogHead("run-1.wandb", default, true)));
        Assert.Equal("wandb", Format.Recognise(new LogHead("run-1.wandb", new byte[] { 1, 0, 2 }, true)));
        Assert.Null(Format.Recognise(new LogHead("notes.wandb", "loss 1\n"u8.ToArray(), true)));
        Assert.Null(Format.Recognise(new LogHead("anything", new byte[] { 1, 0, 2 }, true)));
    }

    private static RunFileWriter AShortFile()
    {
        var writer = new RunFileWriter();
        for (int i = 0; i < 6; i++)
            writer.Log(("loss", i == 3 ? "NaN" : $"{i}.5"), ("grad_norm", "0.1"), ("_step", $"{i}"));
        return writer;
    }

    private static RunFileWriter ALongFile()
    {
        var writer = new RunFileWriter();
        for (int i = 0; i < 12; i++)
        {
            int tensors = i == 5 ? 6000 : 3;
            writer.Log([("_step", $"{i}"), .. Enumerable.Range(0, tensors).Select(t => ($"grad/{t}", $"{i}.{t}"))]);
        }
        return writer;
    }
}

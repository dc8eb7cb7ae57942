using System.Buffers.Binary;
using CsCheck;
using GradWatch.Logs.TensorBoard;
using GradWatch.Logs.Tests.TensorBoard.Messages;
using Xunit;

namespace GradWatch.Logs.Tests.TensorBoard;

public sealed class TensorBoardFormatTests
{
    private static readonly TensorBoardFormat Format = new();

    [Fact]
    public void Scalars_come_with_their_step_tag_and_offset()
    {
        EventWriter writer = new EventWriter().Scalar(0, "loss", 2.5f).Scalar(7, "train/grad_norm", 0.5f);

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, writer.Bytes);

        Assert.Equal(
            [new ReadRow(0, writer.Offsets[1], "loss=2.5"), new ReadRow(7, writer.Offsets[2], "train/grad_norm=0.5")], rows);
        Assert.Empty(notes);
    }

    [Fact]
    public void NaN_and_infinity_are_values()
    {
        EventWriter writer = new EventWriter().Scalar(1, "loss", float.NaN).Scalar(2, "loss", float.NegativeInfinity);

        Assert.Equal(["loss=NaN", "loss=-Infinity"], ReadRow.All(Format, writer.Bytes).Rows.Select(row => row.Values));
    }

    [Fact]
    public void An_event_with_several_values_is_one_row_and_one_with_none_is_no_row()
    {
        var summary = new Summary();
        summary.Value.Add(new Summary.Types.Value { Tag = "a", SimpleValue = 1 });
        summary.Value.Add(new Summary.Types.Value { Tag = "picture", Image = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) });
        summary.Value.Add(new Summary.Types.Value { Tag = "b", SimpleValue = 2 });
        EventWriter writer = new EventWriter().Write(new Event { Step = 3, Summary = summary });

        Assert.Equal("a=1 b=2", Assert.Single(ReadRow.All(Format, writer.Bytes).Rows).Values);
    }

    [Fact]
    public void A_pipe_that_gives_a_few_bytes_at_a_time_reads_the_same()
    {
        byte[] file = ALongFile(200).Bytes;

        Assert.Equal(ReadRow.All(Format, file).Rows, ReadRow.All(Format, new SlowStream(file, 7)).Rows);
    }

    [Fact]
    public void A_step_beyond_two_billion_and_a_negative_step_are_kept()
    {
        EventWriter writer = new EventWriter().Scalar(5_000_000_000, "loss", 1).Scalar(-1, "loss", 1);

        Assert.Equal([5_000_000_000, -1], ReadRow.All(Format, writer.Bytes).Rows.Select(row => row.Step));
    }

    [Fact]
    public void Every_prefix_of_a_file_gives_a_prefix_of_its_rows()
    {
        byte[] file = AMixedFile().Bytes;
        List<ReadRow> all = ReadRow.All(Format, file).Rows;

        for (int length = 0; length <= file.Length; length++)
        {
            (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, file[..length]);
            Assert.Equal(all.Take(rows.Count), rows);
            Assert.All(notes, note => Assert.Equal("note.tensorboard.torn", note));
        }
    }

    [Fact]
    public void A_flipped_byte_of_data_loses_that_record_and_no_other()
    {
        EventWriter writer = AMixedFile();
        List<ReadRow> all = ReadRow.All(Format, writer.Bytes).Rows;
        for (int record = 1; record < writer.Offsets.Count; record++)
        {
            int end = record + 1 < writer.Offsets.Count ? writer.Offsets[record + 1] : writer.Bytes.Length;
            for (int at = writer.Offsets[record] + 12; at < end; at++)
            {
                byte[] damaged = writer.Bytes;
                damaged[at] ^= 0x10;
                (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, damaged);
                Assert.Equal(all.Where(row => row.Place != writer.Offsets[record]), rows);
                Assert.Equal(["note.tensorboard.damaged"], notes);
            }
        }
    }

    [Fact]
    public void A_flipped_byte_of_a_length_ends_the_file_there()
    {
        EventWriter writer = ALongFile(5);
        for (int at = 0; at < 12; at++)
        {
            byte[] damaged = writer.Bytes;
            damaged[writer.Offsets[3] + at] ^= 1;
            (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, damaged);
            Assert.Equal(2, rows.Count);
            Assert.Equal(["note.tensorboard.broken"], notes);
        }
    }

    [Fact]
    public void Noise_never_does_worse_than_be_unreadable()
    {
        byte[] file = AMixedFile().Bytes;
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 40].Sample(flips =>
        {
            byte[] damaged = [.. file];
            foreach ((int at, byte value) in flips)
                damaged[at] = value;
            return ReadRow.UntilUnreadable(Format, damaged).Count <= 40;
        }, seed: "0N0XIzNsQ0O2", iter: 2000);
    }

    [Fact]
    public void A_malformed_event_with_the_right_checksum_is_a_damaged_record()
    {
        EventWriter writer = new EventWriter().Frame([0x2A, 0x7F, 0x01]).Frame([0x0B]).Scalar(1, "loss", 1);

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, writer.Bytes);

        Assert.Equal("loss=1", Assert.Single(rows).Values);
        Assert.Equal(["note.tensorboard.damaged"], notes);
    }

    [Theory]
    [InlineData(1ul << 63)]
    [InlineData(ulong.MaxValue)]
    [InlineData((ulong)int.MaxValue + 1)]
    public void A_record_that_claims_an_absurd_length_is_an_error_at_the_start_and_a_note_later(ulong claimed)
    {
        var error = Assert.Throws<UnreadableLogException>(() => ReadRow.All(Format, new EventWriter().Header(claimed).Bytes));
        Assert.Equal(new EventWriter().Bytes.Length, error.Offset);

        byte[] later = new EventWriter().Scalar(1, "loss", 1).Header(claimed).Bytes;
        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, later);
        Assert.Single(rows);
        Assert.Equal(["note.tensorboard.broken"], notes);
    }

    [Fact]
    public void A_record_of_pictures_is_stepped_over_without_being_kept()
    {
        EventWriter writer = new EventWriter().Frame(new byte[17 << 20]).Scalar(1, "loss", 1);

        (List<ReadRow> rows, List<string> notes) = ReadRow.All(Format, writer.Bytes);

        Assert.Equal("loss=1", Assert.Single(rows).Values);
        Assert.Equal(["note.tensorboard.oversized"], notes);
    }

    [Fact]
    public void A_file_of_nothing_but_damaged_records_is_unreadable_at_the_first_of_them()
    {
        byte[] file = new EventWriter().Bytes;
        file[12] ^= 1;

        var error = Assert.Throws<UnreadableLogException>(() => ReadRow.All(Format, file));

        Assert.Equal(0, error.Offset);
    }

    [Fact]
    public void A_file_is_recognised_by_its_first_length_and_by_name_when_it_is_not_text()
    {
        byte[] file = new EventWriter().Bytes;
        byte[] damaged = [.. file];
        damaged[9] ^= 1;

        Assert.Equal("tensorboard", Format.Recognise(new LogHead("anything", file, true)));
        Assert.Equal("tensorboard", Format.Recognise(new LogHead("anything", file.AsMemory(0, 12), false)));
        Assert.Null(Format.Recognise(new LogHead("anything", damaged, true)));
        Assert.Equal("tensorboard", Format.Recognise(new LogHead("run/events.out.tfevents.17.host", damaged, true)));
        Assert.Equal("tensorboard", Format.Recognise(new LogHead("run/events.out.tfevents.17.host", default, true)));
        Assert.Null(Format.Recognise(new LogHead("events.out.tfevents.txt", "step,loss\n1,2\n"u8.ToArray(), true)));
    }

    [Fact]
    public void Reading_repeated_tags_allocates_nothing_an_event()
    {
        byte[] file = ALongFile(20_000).Bytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        int rows = 0;
        foreach (LogRow row in Format.Read(new LogInput("some", new MemoryStream(file), new ReadingNotes())))
            rows += row.Values.Length;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(20_000, rows);
        Assert.True(allocated < 400_000, $"{allocated} bytes for {rows} events: the buffer and little else was expected");
    }

    private static EventWriter ALongFile(int events)
    {
        var writer = new EventWriter();
        for (int i = 0; i < events; i++)
            writer.Scalar(i, i % 2 == 0 ? "train/loss" : "train/grad_norm", 1f / (i + 1));
        return writer;
    }

    private static EventWriter AMixedFile()
    {
        byte[] content = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(content, 0.25f);
        return new EventWriter()
            .Scalar(0, "loss", 4)
            .Tensor(0, "lr", new Tensor { Dtype = 1, TensorContent = Google.Protobuf.ByteString.CopyFrom(content) }, "scalars")
            .Scalar(1, "loss", float.NaN)
            .Histogram(1, "gradients/fc.weight", new Histogram { Min = -2, Max = 1, Num = 3, SumSquares = 6, Bucket = { 1, 2 } })
            .Scalar(2, "loss", 3);
    }
}

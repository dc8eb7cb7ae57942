using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Tests.Checkpoints;
using GradWatch.Wording;
using Xunit;

namespace GradWatch.Logs.Tests.Safetensors;

public sealed class SafetensorsFileTests
{
    private static readonly byte[] Eight = new byte[8];

    /// <summary>Headers over eight bytes of data, what is said of them, and at which byte.</summary>
    public static TheoryData<string, string, long> Wrong => new()
    {
        { "{not json}", "not_json", 9 },
        { "{\"a\":1", "not_json", 14 },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "entry", 9 },
        { "{\"a\":[1]}", "entry", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "1", 0, 4) + "," + SafetensorsWriter.Entry("b", "F32", "2", 0, 8) + "}", "overlap", 62 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "1", 4, 8) + "}", "hole", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "2", 4, 12) + "}", "offsets", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "2", 8, 0) + "}", "offsets", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "3", 0, 8) + "}", "size", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "4611686018427387904,4611686018427387904", 0, 8) + "}", "shape", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "-2", 0, 8) + "}", "shape", 37 },
        { "{" + SafetensorsWriter.Entry("a", "F4", "3", 0, 8) + "}", "packed", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F31", "2", 0, 8) + "}", "dtype", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "1", 0, 4) + "," + SafetensorsWriter.Entry("a", "F32", "1", 4, 8) + "}", "duplicate", 62 },
        { "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}", "duplicate", 28 },
        { "{\"__metadata__\":{\"a\":1}," + SafetensorsWriter.Entry("a", "F32", "2", 0, 8) + "}", "metadata", 29 },
        { "{\"\u00ff\":{}}", "not_json", 9 },
        { "{" + SafetensorsWriter.Entry("a", "F32", "1", 0, 4) + "}", "rest", 66 },
        { "{}", "rest", 10 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_header_that_contradicts_itself_or_the_file_is_told_with_its_byte(string header, string problem, long place)
    {
        using var file = new TemporaryFile("model.safetensors", SafetensorsWriter.File(header, Eight));
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path));
        Assert.Equal("checkpoint.safetensors." + problem, unreadable.Problem.Key);
        Assert.Equal(place, unreadable.Offset);
        Assert.Equal(file.Path, unreadable.Path);
        Assert.DoesNotContain("{", unreadable.In(Language.Russian)[file.Path.Length..]);
    }

    [Theory]
    [InlineData(10L * 1024 * 1024 * 1024, "header_size")]
    [InlineData(long.MaxValue, "header_size")]
    [InlineData(-1, "header_size")]
    public void A_header_said_to_be_longer_than_the_file_is_not_believed(long length, string problem)
    {
        using var file = new TemporaryFile("model.safetensors", SafetensorsWriter.File("{}", Eight, length));
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path));
        Assert.Equal("checkpoint.safetensors." + problem, unreadable.Problem.Key);
        Assert.Equal(0, unreadable.Offset);
    }

    [Fact]
    public void A_header_of_more_than_100_MB_is_refused_even_where_the_file_has_room_for_it()
    {
        using var file = new TemporaryFile("model.safetensors", SafetensorsWriter.File("{}", Eight, 2L << 30));
        using (FileStream sparse = File.OpenWrite(file.Path))
            sparse.SetLength(10L << 30);
        long before = GC.GetTotalAllocatedBytes();
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path));
        Assert.Equal("checkpoint.safetensors.header_limit", unreadable.Problem.Key);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16 << 20);
    }

    [Fact]
    public void A_file_of_10_GB_is_read_without_copying_it()
    {
        const long Elements = 10L << 28;
        string header = "{" + SafetensorsWriter.Entry("first", "F32", "2", 0, 8) + ","
            + SafetensorsWriter.Entry("large", "F32", $"{Elements}", 8, 8 + Elements * 4) + ","
            + SafetensorsWriter.Entry("last", "F32", "1", 8 + Elements * 4, 12 + Elements * 4) + "}";
        using var file = new TemporaryFile("model.safetensors", SafetensorsWriter.File(header, [0, 0, 64, 64, 0, 0, 128, 64]));
        using (FileStream sparse = File.OpenWrite(file.Path))
        {
            sparse.SetLength(8 + header.Length + 8 + Elements * 4 + 4);
            sparse.Position = sparse.Length - 4;
            sparse.Write([0, 0, 0, 192]);
        }
        long before = GC.GetTotalAllocatedBytes();
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal(Elements, checkpoint.Tensors.Single(tensor => tensor.Name == "large").Elements);
        Assert.Equal(5, TensorScan.Statistics(checkpoint.Tensors.Single(tensor => tensor.Name == "first")).L2);
        Assert.Equal(2, TensorScan.Statistics(checkpoint.Tensors.Single(tensor => tensor.Name == "last")).Max);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16 << 20);
    }

    [Fact]
    public void Scalars_empty_tensors_spaces_and_metadata_are_part_of_the_format()
    {
        string header = "{\"__metadata__\":{\"format\":\"pt\",\"step\":\"120\"}," + SafetensorsWriter.Entry("scalar", "F32", "", 0, 4) + ","
            + SafetensorsWriter.Entry("empty", "F64", "0,7", 4, 4) + "," + SafetensorsWriter.Entry("one", "F32", "1", 4, 8) + "}     ";
        using var file = new TemporaryFile("model.bin", SafetensorsWriter.File(header, Eight));
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal("safetensors", checkpoint.Format);
        Assert.Equal(120, checkpoint.Step);
        Assert.Equal(["empty 0×7", "one 1", "scalar scalar"], checkpoint.Tensors.Select(tensor => $"{tensor.Name} {tensor.ShapeText}"));
        Assert.Equal(0, TensorScan.Statistics(checkpoint.Tensors[0]).Count);
        Assert.Equal(1, TensorScan.Statistics(checkpoint.Tensors[2]).Zeros);
    }

    [Fact]
    public void Every_prefix_of_a_file_is_refused_with_its_place()
    {
        byte[] whole = File.ReadAllBytes(RealSamples.Shipped("checkpoints/dtypes.safetensors"));
        using var file = new TemporaryFile("model.safetensors", whole);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file.Path, whole[..length]);
            var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path));
            Assert.NotNull(unreadable.Offset);
        }
    }

    [Fact]
    public void A_flipped_byte_is_read_or_refused()
    {
        byte[] whole = File.ReadAllBytes(RealSamples.Shipped("checkpoints/dtypes.safetensors"));
        using var file = new TemporaryFile("model.safetensors", whole);
        int refused = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] flipped = [.. whole];
            flipped[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(file.Path, flipped);
            try
            {
                using var checkpoint = CheckpointReader.Open(file.Path);
                foreach (TensorEntry tensor in checkpoint.Tensors)
                    TensorScan.Statistics(tensor);
            }
            catch (UnreadableLogException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 300, whole.Length);
    }

    [Fact]
    public void A_file_that_is_cut_short_while_it_is_read_is_told()
    {
        using var file = new TemporaryFile("model.safetensors", new SafetensorsWriter().Add("w", new float[4096]).Bytes());
        using var checkpoint = CheckpointReader.Open(file.Path);
        using (FileStream writer = new(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            writer.SetLength(4096);
        var unreadable = Assert.Throws<UnreadableLogException>(() => TensorScan.Statistics(checkpoint.Tensors[0]));
        Assert.Equal("checkpoint.file.shorter", unreadable.Problem.Key);
    }

    [Fact]
    public void A_file_that_is_deleted_while_it_is_read_is_read_to_its_end()
    {
        using var file = new TemporaryFile("model.safetensors", new SafetensorsWriter().Add("w", 3, 4).Bytes());
        using var checkpoint = CheckpointReader.Open(file.Path);
        File.Delete(file.Path);
        Assert.Equal(5, TensorScan.Statistics(checkpoint.Tensors[0]).L2);
    }
}

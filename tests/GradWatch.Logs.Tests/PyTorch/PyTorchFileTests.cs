using System.IO.Compression;
using GradWatch.Logs.Checkpoints;
using GradWatch.Logs.Tests.Checkpoints;
using Xunit;

namespace GradWatch.Logs.Tests.PyTorch;

public sealed class PyTorchFileTests
{
    private static PickleWriter OneTensor(long elements = 2, long offset = 0, long[]? shape = null, long[]? strides = null) =>
        new PickleWriter().Dictionary(w => w.Text("w").Tensor("0", elements, offset, shape ?? [2], strides ?? [1]));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Zip_and_Zip64_archives_are_read(bool isZip64)
    {
        byte[] archive = new ArchiveWriter(isZip64).Add("m/data.pkl", OneTensor().Bytes).Add("m/data/0", [0, 0, 64, 64, 0, 0, 128, 64]).Bytes();
        using var file = new TemporaryFile("m.pt", archive);
        using var checkpoint = CheckpointReader.Open(file.Path);
        Assert.Equal("pytorch", checkpoint.Format);
        Assert.Equal(5, TensorScan.Statistics(Assert.Single(checkpoint.Tensors)).L2);
    }

    [Fact]
    public void A_compressed_pickle_is_read_and_a_compressed_storage_refused()
    {
        byte[] pickle = OneTensor().Bytes;
        byte[] right = new ArchiveWriter().Add("m/data.pkl", Deflate(pickle), 8, pickle.Length).Add("m/data/0", new byte[8]).Bytes();
        using (var file = new TemporaryFile("m.pt", right))
        using (var checkpoint = CheckpointReader.Open(file.Path))
            Assert.Equal(2, TensorScan.Statistics(Assert.Single(checkpoint.Tensors)).Zeros);
        Refused("packed", new ArchiveWriter().Add("m/data.pkl", pickle).Add("m/data/0", Deflate(new byte[8]), 8, 8).Bytes());
    }

    [Fact]
    public void A_pickle_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked() => Refused(
        "pickle_size", new ArchiveWriter().Add("m/data.pkl", Deflate(new byte[1 << 20]), 8, 0x7fff0000).Bytes());

    [Fact]
    public void Big_endian_TorchScript_and_other_archives_are_refused_by_name()
    {
        byte[] pickle = OneTensor().Bytes;
        Refused("byte_order", new ArchiveWriter().Add("m/data.pkl", pickle).Add("m/byteorder", "big"u8.ToArray()).Add("m/data/0", new byte[8]).Bytes());
        Refused("torchscript", new ArchiveWriter().Add("m/data.pkl", pickle).Add("m/constants.pkl", pickle).Add("m/code/m.py", pickle).Bytes());
        Refused("no_pickle", new ArchiveWriter().Add("a.npy", pickle).Bytes());
        Refused("bare_pickle", pickle);
    }

    [Fact]
    public void A_view_must_lie_in_its_storage()
    {
        float[] two = [3, 4];
        Refused("view", ArchiveWriter.Of(OneTensor(offset: 1), two));
        Refused("view", ArchiveWriter.Of(OneTensor(elements: 1L << 40, shape: [1L << 40]), two));
        Refused("view", ArchiveWriter.Of(OneTensor(shape: [2], strides: [1L << 62]), two));
        Refused("view", ArchiveWriter.Of(OneTensor(shape: [1L << 62, 1L << 62], strides: [0, 0]), two));
        Refused("view", ArchiveWriter.Of(OneTensor(offset: long.MaxValue), two));
    }

    [Fact]
    public void A_view_that_repeats_its_storage_without_end_is_refused() =>
        Refused("views", ArchiveWriter.Of(OneTensor(shape: [1L << 40], strides: [0]), [3, 4]));

    [Fact]
    public void A_storage_that_is_missing_is_named()
    {
        UnreadableLogException unreadable = Refused("no_storage", new ArchiveWriter().Add("m/data.pkl", OneTensor().Bytes).Bytes());
        Assert.Contains("data/0", unreadable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pickles_that_go_wrong_are_told_with_their_byte()
    {
        Refused("pickle_wrong", ArchiveWriter.Of(new PickleWriter().Op('R')));
        Refused("pickle_wrong", ArchiveWriter.Of(new PickleWriter().Op('t')));
        Refused("pickle_wrong", ArchiveWriter.Of(new PickleWriter().Raw((byte)'h', 7)));
        Refused("pickle_wrong", ArchiveWriter.Of(new PickleWriter().Raw(0x82, 1)));
        Refused("pickle_wrong", ArchiveWriter.Of(new PickleWriter().Raw((byte)'X', 255, 255, 255, 127)));
        Refused("pickle_wrong", ArchiveWriter.Of(new PickleWriter().Global("torch._utils", "_rebuild_tensor_v2").Op(')').Op('R')));
        Refused("pickle_protocol", ArchiveWriter.Of(new PickleWriter().Raw(0x80, 9)));
        Refused("pickle_damaged", new ArchiveWriter().Add("m/data.pkl", new PickleWriter().Op('R').Bytes, crc: 1).Bytes());
    }

    [Fact]
    public void Every_prefix_of_a_file_is_refused_with_its_place()
    {
        byte[] whole = File.ReadAllBytes(RealSamples.Shipped("checkpoints/views.pt"));
        using var file = new TemporaryFile("m.pt", whole);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file.Path, whole[..length]);
            Assert.NotNull(Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path)).Offset);
        }
    }

    [Fact]
    public void A_flipped_byte_is_read_or_refused()
    {
        byte[] whole = File.ReadAllBytes(RealSamples.Shipped("checkpoints/dtypes.pt"));
        using var file = new TemporaryFile("m.pt", whole);
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
        Assert.InRange(refused, 100, whole.Length);
    }

    private static UnreadableLogException Refused(string problem, byte[] archive)
    {
        using var file = new TemporaryFile("m.pt", archive);
        var unreadable = Assert.Throws<UnreadableLogException>(() => CheckpointReader.Open(file.Path));
        Assert.Equal("checkpoint.pytorch." + problem, unreadable.Problem.Key);
        Assert.NotNull(unreadable.Offset);
        return unreadable;
    }

    private static byte[] Deflate(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(bytes);
        return packed.ToArray();
    }
}

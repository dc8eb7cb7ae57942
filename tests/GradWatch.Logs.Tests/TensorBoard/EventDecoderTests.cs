using System.Buffers.Binary;
using CsCheck;
using Google.Protobuf;
using GradWatch.Logs.TensorBoard;
using GradWatch.Logs.Tests.TensorBoard.Messages;
using Xunit;

namespace GradWatch.Logs.Tests.TensorBoard;

public sealed class EventDecoderTests
{
    public static TheoryData<int, string, double> RawScalars => new()
    {
        { 1, "0000003F", 0.5 }, { 2, "000000000000E03F", 0.5 }, { 3, "FEFFFFFF", -2 }, { 4, "FE", 254 }, { 5, "FEFF", -2 },
        { 6, "FE", -2 }, { 9, "FEFFFFFFFFFFFFFF", -2 }, { 10, "01", 1 }, { 14, "003F", 0.5 }, { 17, "FEFF", 65534 },
        { 19, "0038", 0.5 }, { 19, "007C", double.PositiveInfinity }, { 14, "C07F", double.NaN }, { 22, "FEFFFFFF", 4294967294 },
        { 23, "0000000000000080", 9223372036854775808 },
    };

    [Theory]
    [MemberData(nameof(RawScalars))]
    public void A_scalar_in_raw_bytes_is_read_by_its_type(int type, string bytes, double expected)
    {
        var tensor = new Tensor { Dtype = type, TensorContent = ByteString.CopyFrom(Convert.FromHexString(bytes)) };

        Assert.Equal(expected, Scalar(tensor));
    }

    [Fact]
    public void A_scalar_in_the_list_of_its_type_is_read()
    {
        Assert.Equal(0.5, Scalar(new Tensor { Dtype = 1, FloatVal = { 0.5f } }));
        Assert.Equal(0.1, Scalar(new Tensor { Dtype = 2, DoubleVal = { 0.1 } }));
        Assert.Equal(-3, Scalar(new Tensor { Dtype = 3, IntVal = { -3 } }));
        Assert.Equal(-3, Scalar(new Tensor { Dtype = 5, IntVal = { -3 } }));
        Assert.Equal(200, Scalar(new Tensor { Dtype = 4, IntVal = { 200 } }));
        Assert.Equal(-3, Scalar(new Tensor { Dtype = 9, Int64Val = { -3 } }));
        Assert.Equal(1, Scalar(new Tensor { Dtype = 10, BoolVal = { true } }));
        Assert.Equal(0.5, Scalar(new Tensor { Dtype = 19, HalfVal = { 0x3800 } }));
        Assert.Equal(0.5, Scalar(new Tensor { Dtype = 14, HalfVal = { 0x3F00 } }));
        Assert.Equal(4e9, Scalar(new Tensor { Dtype = 22, Uint32Val = { 4_000_000_000 } }));
        Assert.Equal(ulong.MaxValue, Scalar(new Tensor { Dtype = 23, Uint64Val = { ulong.MaxValue } }));
    }

    [Fact]
    public void A_tensor_of_one_element_is_a_scalar_and_a_larger_one_or_a_text_is_not()
    {
        Assert.Equal(0.5, Scalar(new Tensor { Dtype = 1, FloatVal = { 0.5f }, TensorShape = Shape(1, 1) }));
        Assert.Null(Scalar(new Tensor { Dtype = 1, FloatVal = { 0.5f, 1 }, TensorShape = Shape(2) }));
        Assert.Null(Scalar(new Tensor { Dtype = 1, TensorShape = Shape(0) }));
        Assert.Null(Scalar(new Tensor { Dtype = 7, StringVal = { ByteString.CopyFromUtf8("hello") } }));
    }

    [Fact]
    public void A_histogram_with_a_sum_of_squares_gives_exact_norms()
    {
        byte[] file = new EventWriter()
            .Histogram(1, "gradients/w", new Histogram { Min = -3, Max = 1, Num = 2, SumSquares = 10, Bucket = { 2 } })
            .Bytes;

        Assert.Equal($"gradients/w#l2={Math.Sqrt(10):R} gradients/w#max=3", Assert.Single(Rows(file)).Values);
    }

    [Fact]
    public void An_empty_histogram_gives_no_norms()
    {
        byte[] file = new EventWriter()
            .Histogram(1, "gradients/w", new Histogram { Min = double.MaxValue, Max = double.MinValue })
            .Tensor(1, "gradients/v", Buckets())
            .Bytes;

        Assert.Empty(Rows(file));
    }

    [Fact]
    public void The_norm_estimated_from_buckets_lies_between_its_bounds_and_the_largest_magnitude_is_exact()
    {
        Gen.Double[-100, 100].Array[2, 200].Sample(elements =>
        {
            double min = elements.Min(), max = elements.Max(), width = (max - min) / 30;
            if (width == 0)
                return;
            (double, double, double)[] buckets = [.. Enumerable.Range(0, 30).Select(i => (
                min + (i * width), min + ((i + 1) * width),
                (double)elements.Count(x => Math.Min((int)((x - min) / width), 29) == i)))];
            string values = Assert.Single(Rows(new EventWriter().Tensor(1, "g", Buckets(buckets), "histograms").Bytes)).Values;
            double l2 = Parse(values, "g#l2"), exact = Math.Sqrt(elements.Sum(x => x * x));

            // An element is at most a bucket's width away from where the estimate takes it to be.
            Assert.InRange(l2, exact - (width * Math.Sqrt(elements.Length)), exact + (width * Math.Sqrt(elements.Length)));
            Assert.Equal(elements.Max(Math.Abs), Parse(values, "g#max"), 1e-9);
        }, seed: "0N0XIzNsQ0O2", iter: 300);
    }

    [Fact]
    public void A_gradient_of_zeros_in_the_bucket_made_around_it_has_norm_zero()
    {
        byte[] file = new EventWriter()
            .Tensor(1, "g", Buckets((-0.5, 0.5, 100)))
            .Tensor(2, "g", Buckets((1.5, 2.5, 100)))
            .Bytes;

        Assert.Equal(["g#l2=0 g#max=0", "g#l2=20 g#max=2"], Rows(file).Select(row => row.Values));
    }

    [Fact]
    public void What_a_tag_is_for_is_remembered_from_its_first_event()
    {
        byte[] file = new EventWriter()
            .Tensor(1, "curve", Buckets((1, 2, 3)), "pr_curves")
            .Tensor(2, "curve", Buckets((1, 2, 3)))
            .Tensor(1, "hist", Buckets((2, 2, 4)), "histograms")
            .Tensor(2, "hist", Buckets((2, 2, 4)))
            .Bytes;

        Assert.Equal(["hist#l2=4 hist#max=2", "hist#l2=4 hist#max=2"], Rows(file).Select(row => row.Values));
    }

    [Fact]
    public void Only_names_that_have_values_become_keys_of_the_log()
    {
        byte[] file = new EventWriter()
            .Histogram(1, "gradients/w", new Histogram { Min = -3, Max = 1, Num = 2, SumSquares = 10 })
            .Tensor(1, "text", new Tensor { Dtype = 7, StringVal = { ByteString.CopyFromUtf8("hello") } }, "text")
            .Scalar(1, "loss", 1)
            .Bytes;
        var input = new LogInput("some", new MemoryStream(file), new ReadingNotes());

        Assert.Equal(2, ReadRow.Keep(new TensorBoardFormat().Read(input)).Count);
        Assert.Equal(["gradients/w#l2", "gradients/w#max", "loss"], input.Keys.Keys.Select(key => key.Name));
    }

    [Fact]
    public void Any_event_reads_as_Google_Protobuf_reads_it()
    {
        Gen.Select(Gen.Long, Gen.String, Gen.Float, Gen.Double, Gen.Bool).Sample((step, tag, value, wall, asTensor) =>
        {
            var written = new Summary.Types.Value { Tag = Clean(tag) };
            if (asTensor)
                written.Tensor = new Tensor { Dtype = 2, DoubleVal = { wall } };
            else
                written.SimpleValue = value;
            var summary = new Summary { Value = { written } };
            byte[] bytes = new Event { Step = step, WallTime = wall, Summary = summary }.ToByteArray();
            var decoder = new EventDecoder(new KeyTable());
            var row = new LogRow();

            Assert.True(decoder.TryDecode(bytes, row));
            Event oracle = Event.Parser.ParseFrom(bytes);
            Assert.Equal(oracle.Step, row.Step);
            Assert.Equal(oracle.WallTime, decoder.WallTime);
            Summary.Types.Value expected = oracle.Summary.Value[0];
            Assert.Equal(expected.Tag, row.Values[0].Key.Name);
            Assert.Equal(asTensor ? expected.Tensor.DoubleVal[0] : expected.SimpleValue, row.Values[0].Value);
        }, seed: "0N0XIzNsQ0O2", iter: 1000);
    }

    private static string Clean(string tag) => new([.. tag.Where(c => !char.IsSurrogate(c))]);

    private static double Parse(string values, string key) => double.Parse(
        values.Split(' ').Single(part => part.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..],
        System.Globalization.CultureInfo.InvariantCulture);

    private static List<ReadRow> Rows(byte[] file) => ReadRow.All(new TensorBoardFormat(), file).Rows;

    private static double? Scalar(Tensor tensor)
    {
        List<ReadRow> rows = Rows(new EventWriter().Tensor(1, "x", tensor, "scalars").Bytes);
        return rows.Count == 0 ? null : Parse(rows[0].Values, "x");
    }

    private static TensorShape Shape(params int[] sizes)
    {
        var shape = new TensorShape();
        shape.Dim.AddRange(sizes.Select(size => new TensorShape.Types.Dim { Size = size }));
        return shape;
    }

    private static Tensor Buckets(params (double Left, double Right, double Count)[] buckets)
    {
        byte[] content = new byte[buckets.Length * 24];
        for (int i = 0; i < buckets.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(i * 24), buckets[i].Left);
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan((i * 24) + 8), buckets[i].Right);
            BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan((i * 24) + 16), buckets[i].Count);
        }
        return new Tensor { Dtype = 2, TensorShape = Shape(buckets.Length, 3), TensorContent = ByteString.CopyFrom(content) };
    }
}

using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

/// <summary>Chunks, threads, tensors and ranks combine to the same result as one pass over all of it.</summary>
public sealed class TensorStatisticsMergeTests
{
    // What one thread takes at a time: chunks cut there are summed in the order in which one pass sums them.
    private const int Part = 1 << 20;

    private static readonly float[] Long = SomeTensors.Ordinary(3 * Part + 12_345, 3);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(64)]
    public void Every_number_of_threads_gives_the_same_bits(int threads) =>
        Assert.Equal(TensorStatistics.Of(Long), TensorStatistics.Of(Long, threads));

    [Fact]
    public void Threads_agree_on_tensors_with_non_finite_and_extreme_elements()
    {
        double[] values = [.. Long.Select(value => (double)value)];
        (values[5], values[Part + 9], values[2 * Part], values[^1]) = (double.NaN, 1e300, double.NegativeInfinity, 1e-300);
        var once = TensorStatistics.Of(values);
        Assert.Equal(once, TensorStatistics.Of(values, 2));
        Assert.Equal((1, 1, 1e300), (once.NaN, once.NegativeInfinity, once.Max));
        Assert.Equal(1e300, once.L2, 1e288);
    }

    [Fact]
    public void Parts_of_1048576_elements_merge_to_the_bits_of_one_pass()
    {
        TensorStatistics merged = default;
        foreach (float[] part in Long.Chunk(Part))
            merged += TensorStatistics.Of(part);
        Assert.Equal(TensorStatistics.Of(Long), merged);
    }

    [Fact]
    public void Chunks_cut_anywhere_merge_within_1e_12() => Gen.Int[0, 5000].Array[0, 6].Sample(cuts =>
    {
        ReadOnlySpan<float> tensor = Long.AsSpan(0, 5000);
        TensorStatistics merged = default;
        int start = 0;
        foreach (int cut in cuts.Append(5000).Order())
        {
            merged += TensorStatistics.Of(tensor[start..cut]);
            start = cut;
        }
        AssertSame(TensorStatistics.Of(tensor), merged);
    }, iter: 500);

    [Fact]
    public void Shards_of_any_content_merge_to_their_concatenation() => SomeTensors.Doubles.Array[0, 40].Array[0, 6].Sample(shards =>
    {
        TensorStatistics merged = default;
        foreach (double[] shard in shards)
            merged += TensorStatistics.Of(shard);
        AssertSame(TensorStatistics.Of(shards.SelectMany(shard => shard).ToArray()), merged);
    }, iter: 1000);

    [Fact]
    public void The_order_of_two_does_not_matter() => SomeTensors.Doubles.Array[0, 40].Select(SomeTensors.Floats.Array[0, 40]).Sample((left, right) =>
        Assert.Equal(TensorStatistics.Of(left) + TensorStatistics.Of(right), TensorStatistics.Of(right) + TensorStatistics.Of(left)), iter: 500);

    [Fact]
    public void An_empty_shard_changes_nothing() => SomeTensors.Doubles.Array[0, 40].Sample(values =>
    {
        var read = TensorStatistics.Of(values);
        Assert.Equal(read, read + default(TensorStatistics));
        Assert.Equal(read, TensorStatistics.Of(ReadOnlySpan<Half>.Empty) + read);
    }, iter: 500);

    [Fact]
    public void A_norm_over_tensors_is_the_root_of_the_summed_squares()
    {
        TensorStatistics both = TensorStatistics.Of([3.0, 0]) + TensorStatistics.Of([(Half)(-4)]);
        Assert.Equal((5.0, 4.0, 1, 3), (both.L2, both.Max, both.Zeros, both.Count));
    }

    [Fact]
    public void A_shard_of_tiny_elements_survives_until_a_greater_one_comes()
    {
        TensorStatistics tiny = TensorStatistics.Of([3e-320]) + TensorStatistics.Of([4e-320]);
        Assert.Equal(5e-320, tiny.L2, 1e-323);
        Assert.Equal(1, (tiny + TensorStatistics.Of([1f])).L2);
        Assert.Equal(1e300, (tiny + TensorStatistics.Of([1e300])).L2, 1e286);
    }

    // A sum may cancel: it is as near as the sum of the magnitudes allows, and that is at most √n·L2.
    private static void AssertSame(TensorStatistics expected, TensorStatistics actual)
    {
        Assert.Equal((expected.Count, expected.NaN, expected.PositiveInfinity), (actual.Count, actual.NaN, actual.PositiveInfinity));
        Assert.Equal((expected.NegativeInfinity, expected.Zeros, expected.Max), (actual.NegativeInfinity, actual.Zeros, actual.Max));
        ExactStatistics.AssertClose(expected.L2, actual.L2, 1e-12 * expected.L2);
        ExactStatistics.AssertClose(expected.Sum, actual.Sum, 1e-12 * Math.Sqrt(expected.Finite) * expected.L2);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(2.5)]
    [InlineData(1e-300)]
    public void What_was_measured_elsewhere_joins(double norm)
    {
        var there = TensorStatistics.Measured(10, 1, 2, 3, 0, norm, norm, norm);
        Assert.Equal((10, 6, norm), (there.Count, there.NonFinite, there.Max));
        Assert.Equal((1, 1), (there.L2 / norm, there.Sum / norm));
        Assert.Equal(Math.Sqrt(2), (there + there).L2 / norm, 1e-15);
    }
}

using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

/// <summary>The statistics of a difference are those of the tensor of differences, each taken in double.</summary>
public sealed class TensorDifferenceTests
{
    private const int Samples = 500;
    private const int Longest = 150;

    [Fact]
    public void Floats_agree_with_exact_sums() => Pairs(SomeTensors.Floats).Sample(pairs =>
        Expected(pairs, value => value).AssertAgrees(TensorStatistics.OfDifference(Left(pairs), Right(pairs))), iter: Samples);

    [Fact]
    public void Doubles_agree_with_exact_sums() => Pairs(SomeTensors.Doubles).Sample(pairs =>
        Expected(pairs, value => value).AssertAgrees(TensorStatistics.OfDifference(Left(pairs), Right(pairs))), iter: Samples);

    [Fact]
    public void Halves_agree_with_exact_sums() => Pairs(SomeTensors.Halves.Select(BitConverter.UInt16BitsToHalf)).Sample(pairs =>
        Expected(pairs, value => (double)value).AssertAgrees(TensorStatistics.OfDifference(Left(pairs), Right(pairs))), iter: Samples);

    [Fact]
    public void BFloat16s_agree_with_exact_sums() => Pairs(SomeTensors.Halves).Sample(pairs =>
        Expected(pairs, SomeTensors.Widened).AssertAgrees(TensorStatistics.OfDifferenceBFloat16(Left(pairs), Right(pairs))), iter: Samples);

    [Fact]
    public void A_tensor_less_itself_is_zeros()
    {
        float[] values = SomeTensors.Ordinary(5_000, 3);
        var none = TensorStatistics.OfDifference(values, values);
        Assert.Equal((5_000, 5_000, 0.0, 0.0), (none.Count, none.Zeros, none.L2, none.Max));
    }

    [Fact]
    public void A_change_far_below_the_values_is_exact()
    {
        float[] before = SomeTensors.Ordinary(100_000, 4);
        float[] after = [.. before.Select(BitConverter.SingleToInt32Bits).Select(bits => BitConverter.Int32BitsToSingle(bits + 1))];
        double expected = Math.Sqrt(before.Zip(after, (b, a) => ((double)a - b) * ((double)a - b)).Sum());
        Assert.Equal(expected, TensorStatistics.OfDifference(after, before).L2, 1e-12 * expected);
    }

    [Fact]
    public void Opposite_infinities_differ_infinitely_and_equal_ones_by_NaN()
    {
        var some = TensorStatistics.OfDifference([float.PositiveInfinity, float.PositiveInfinity, 1], [float.NegativeInfinity, float.PositiveInfinity, 0]);
        Assert.Equal((1, 1, 1.0), (some.PositiveInfinity, some.NaN, some.L2));
    }

    [Fact]
    public void Tensors_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => TensorStatistics.OfDifference(new float[3], new float[4]));

    private static Gen<(T, T)[]> Pairs<T>(Gen<T> element) => Gen.Select(element, element).Array[0, Longest];

    private static T[] Left<T>((T Value, T)[] pairs) => [.. pairs.Select(pair => pair.Value)];

    private static T[] Right<T>((T, T Reference)[] pairs) => [.. pairs.Select(pair => pair.Reference)];

    private static ExactStatistics Expected<T>((T Value, T Reference)[] pairs, Func<T, double> widened) =>
        new([.. pairs.Select(pair => widened(pair.Value) - widened(pair.Reference))]);
}

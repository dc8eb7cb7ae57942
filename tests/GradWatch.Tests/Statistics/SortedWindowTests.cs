using CsCheck;
using GradWatch.Statistics;
using Xunit;

namespace GradWatch.Tests.Statistics;

public sealed class SortedWindowTests
{
    // Few different values, so that many are equal, beside any finite ones.
    private static readonly Gen<double> Values = Gen.OneOf(Gen.Int[-3, 3].Select(value => (double)value), Gen.Double[-1e9, 1e9]);

    [Fact]
    public void An_empty_window_has_no_median()
    {
        SortedWindow window = default;
        Assert.Equal((0, double.NaN, double.NaN), (window.Count, window.Median, window.QuartileDeviation));
    }

    [Fact]
    public void Quantiles_are_those_of_the_last_64_values_sorted() => Values.Array[1, 200].Sample(values =>
    {
        SortedWindow window = default;
        for (int i = 0; i < values.Length; i++)
        {
            window.Add(values[i]);
            double[] sorted = [.. values[..(i + 1)].TakeLast(64).Order()];
            Assert.Equal(sorted.Length, window.Count);
            foreach (double share in (ReadOnlySpan<double>)[0, 0.1, 0.25, 0.5, 0.75, 0.9, 1])
                Assert.Equal(sorted[(int)(share * (sorted.Length - 1))], window.Quantile(share));
        }
    }, iter: 100);

    [Fact]
    public void The_median_of_an_even_number_is_the_lower_one()
    {
        SortedWindow window = default;
        foreach (double value in (ReadOnlySpan<double>)[4, 1, 3, 2])
            window.Add(value);
        Assert.Equal(2, window.Median);
    }

    [Fact]
    public void Half_the_distance_of_the_quartiles_measures_the_spread()
    {
        SortedWindow window = default;
        for (int i = 0; i < 1000; i++)
            window.Add(i);
        // 936 … 999: the quartiles are the values at places 15 and 47.
        Assert.Equal((983 - 951) / 2.0, window.QuartileDeviation);
    }

    [Fact]
    public void A_copy_keeps_its_values_when_the_original_goes_on()
    {
        SortedWindow window = default;
        window.Add(1);
        SortedWindow copy = window;
        window.Add(5);
        Assert.Equal((1, 1.0, 5.0), (copy.Count, copy.Quantile(1), window.Quantile(1)));
    }
}

using CsCheck;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed class NonFiniteMarkTests
{
    private const double Inf = double.PositiveInfinity;

    [Fact]
    public void Every_value_that_is_not_finite_is_in_a_mark_of_its_kind() =>
        Gen.OneOf(Gen.Double[0, 1], Gen.OneOf(double.NaN, Inf, -Inf)).Array[1, 2000].Sample(values =>
        {
            List<NonFiniteMark> marks = NonFiniteMark.Of(Trace.Columns(values, most: 300));
            for (int step = 0; step < values.Length; step++)
            {
                if (double.IsFinite(values[step]))
                    continue;
                NonFiniteKind kind = double.IsNaN(values[step]) ? NonFiniteKind.NaN
                    : values[step] > 0 ? NonFiniteKind.PositiveInfinity : NonFiniteKind.NegativeInfinity;
                Assert.Contains(marks, mark => mark.Kind == kind && mark.First <= step && step <= mark.Last);
            }
            Assert.All(marks, mark => Assert.NotEmpty(mark.Middles));
        });

    [Fact]
    public void A_stretch_is_one_mark_with_its_word_and_steps()
    {
        List<NonFiniteMark> marks = NonFiniteMark.Of(Trace.Columns([1, Inf, Inf, double.NaN, 2, -Inf]));
        Assert.Equal(["Inf 1–2", "NaN 3", "-Inf 5"], marks.Select(mark => $"{mark.Word} {mark.Steps}"));
    }

    [Fact]
    public void Steps_of_a_thinned_plot_are_said_to_be_near()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i is 500 or 501 ? double.NaN : 1.0)];
        Assert.StartsWith("≈", Assert.Single(NonFiniteMark.Of(Trace.Columns(values, most: 50))).Steps, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_finite_values_has_none() => Assert.Empty(NonFiniteMark.Of(Trace.Columns([1, 0, 1e300])));
}

using GradWatch.Observations;
using GradWatch.Reports.Html;
using Xunit;

namespace GradWatch.Tests.Reports.Html;

public sealed class ReadoutTests
{
    [Theory]
    [InlineData(Quantity.GradNorm, 4620, "4.62e3")]
    [InlineData(Quantity.LearningRate, 0.05, "0.05")]
    [InlineData(Quantity.LearningRate, 6e-5, "6e-5")]
    [InlineData(Quantity.LearningRate, 2.99999e-4, "3e-4")]
    [InlineData(Quantity.LossScale, 65536, "65536")]
    [InlineData(Quantity.LossScale, 1.0 / 3, "0.3333")]
    [InlineData(Quantity.GradNonFinite, 6, "6")]
    [InlineData(Quantity.ClipCoefficient, 1, "1")]
    [InlineData(Quantity.LearningRate, double.NaN, "NaN")]
    public void What_was_measured_has_three_digits_and_what_was_set_or_counted_stands_as_it_is(Quantity quantity, double value, string written) =>
        Assert.Equal(written, Readout.Of(quantity, value));
}

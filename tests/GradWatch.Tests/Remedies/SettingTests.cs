using GradWatch.Remedies;
using Xunit;

namespace GradWatch.Tests.Remedies;

public sealed class SettingTests
{
    [Theory]
    [InlineData(4.02, "4.0")]
    [InlineData(1, "1.0")]
    [InlineData(0.3456, "0.35")]
    [InlineData(0.0112, "0.011")]
    [InlineData(127, "130.0")]
    [InlineData(3.02e-8, "3.0e-8")]
    [InlineData(25341, "2.5e4")]
    public void A_setting_has_two_significant_digits_and_reads_as_code(double value, string written) => Assert.Equal(written, Setting.Write(value));
}

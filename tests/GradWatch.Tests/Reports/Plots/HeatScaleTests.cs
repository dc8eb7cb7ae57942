using System.Globalization;
using System.Text.RegularExpressions;
using GradWatch.Reports.Plots;
using Xunit;

namespace GradWatch.Tests.Reports.Plots;

public sealed partial class HeatScaleTests
{
    [Theory]
    [InlineData(1e-6, "#1e5fa8", "#58a6f2")]
    [InlineData(1e-2, "#eef0ef", "#252a2f")]
    [InlineData(1, "#eef0ef", "#252a2f")]
    [InlineData(1e1, "#eef0ef", "#252a2f")]
    [InlineData(1e2, "#f0b98a", "#8a4a1c")]
    [InlineData(1e8, "#c2410c", "#f08a3c")]
    [InlineData(1e20, "#5c1306", "#ffe3b3")]
    public void The_colours_of_the_guide_stand_at_their_norms(double norm, string light, string dark) =>
        Assert.Equal((light, dark), Colours()[HeatScale.Shade(norm)]);

    [Fact]
    public void What_lies_beyond_takes_the_outermost_shade()
    {
        Assert.Equal(0, HeatScale.Shade(double.Epsilon));
        Assert.Equal(HeatScale.Count - 1, HeatScale.Shade(double.MaxValue));
    }

    [Fact]
    public void Away_from_the_usual_range_light_darkens_and_dark_brightens()
    {
        (string Light, string Dark)[] colours = Colours();
        int low = HeatScale.Shade(1e-2), high = HeatScale.Shade(1e1);
        for (int shade = 1; shade < colours.Length; shade++)
        {
            int sign = shade <= low ? -1 : shade > high ? 1 : 0;
            if (sign == 0)
                continue;
            Assert.True(sign * (Brightness(colours[shade].Light) - Brightness(colours[shade - 1].Light)) <= 0);
            Assert.True(sign * (Brightness(colours[shade].Dark) - Brightness(colours[shade - 1].Dark)) >= 0);
        }
    }

    private static (string Light, string Dark)[] Colours() =>
        [.. Rule().Matches(HeatScale.Rules()).Select(rule => (rule.Groups[1].Value, rule.Groups[2].Value))];

    private static double Brightness(string colour)
    {
        int rgb = int.Parse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return 0.2126 * Math.Pow(rgb >> 16, 2.2) + 0.7152 * Math.Pow((rgb >> 8) & 255, 2.2) + 0.0722 * Math.Pow(rgb & 255, 2.2);
    }

    [GeneratedRegex(@"light-dark\((#\w{6}),(#\w{6})\)")]
    private static partial Regex Rule();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace GradWatch.Tests.Reports.Html;

/// <summary>Text can be read: each of its colours on each background it stands on, light and dark (WCAG 2.2, contrast 4.5).</summary>
public sealed partial class ColoursTests
{
    private const double Least = 4.5;
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = Read();

    [Theory]
    [InlineData("ink", "bg panel sunk code sel")]
    [InlineData("ink2", "bg panel sunk code")]
    [InlineData("ink3", "bg panel code")]
    [InlineData("crit", "bg panel")]
    [InlineData("warn", "bg panel")]
    [InlineData("info", "bg panel")]
    [InlineData("ok", "bg panel")]
    [InlineData("nan", "bg panel")]
    public void Text_has_enough_contrast(string text, string backgrounds)
    {
        foreach (string background in backgrounds.Split(' '))
        {
            Assert.InRange(Contrast(Tokens[text].Light, Tokens[background].Light), Least, 21);
            Assert.InRange(Contrast(Tokens[text].Dark, Tokens[background].Dark), Least, 21);
        }
    }

    [Fact]
    public void The_colours_for_browsers_without_light_dark_are_the_light_ones()
    {
        string css = Css();
        string plain = css[..css.IndexOf("@supports", StringComparison.Ordinal)];
        Assert.All(Tokens, token => Assert.Contains($"--{token.Key}:{token.Value.Light}", plain, StringComparison.Ordinal));
    }

    private static double Contrast(string text, string background)
    {
        double a = Luminance(text), b = Luminance(background);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        string hex = colour.Length == 4 ? string.Concat(colour[1..].Select(c => $"{c}{c}")) : colour[1..];
        double[] linear = [.. Enumerable.Range(0, 3).Select(i => int.Parse(hex.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static Dictionary<string, (string Light, string Dark)> Read() => Token().Matches(Css())
        .ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

    private static string Css()
    {
        using var reader = new StreamReader(typeof(GradWatch.Reports.HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"--(\w+):light-dark\((#\w+),(#\w+)\)")]
    private static partial Regex Token();
}

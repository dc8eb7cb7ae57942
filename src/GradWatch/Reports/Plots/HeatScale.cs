using System.Globalization;
using System.Text;

namespace GradWatch.Reports.Plots;

/// <summary>Colours of gradient norms, the same for all runs: diverging in OKLab about the usual band, from 1e-6 to 1e20.</summary>
internal static class HeatScale
{
    private const int PerDecade = 2;
    private const int LowDecade = -6;
    private const int HighDecade = 20;

    private static readonly (double Log, string Light, string Dark)[] Stops =
    [
        (-6, "1e5fa8", "58a6f2"), (-2.6, "a9c8e6", "2c537c"), (-2, "eef0ef", "252a2f"), (1, "eef0ef", "252a2f"),
        (2, "f0b98a", "8a4a1c"), (8, "c2410c", "f08a3c"), (20, "5c1306", "ffe3b3"),
    ];

    /// <summary>How many shades there are.</summary>
    public static int Count => (HighDecade - LowDecade) * PerDecade + 1;

    /// <summary>The shade of a finite norm above 0; the outermost ones take what lies beyond.</summary>
    public static int Shade(double norm) =>
        (int)Math.Clamp(Math.Round((Math.Log10(norm) - LowDecade) * PerDecade), 0, Count - 1);

    /// <summary>The style rules of all shades: <c>.h0</c>, <c>.h1</c>, … for light and dark.</summary>
    public static string Rules()
    {
        var rules = new StringBuilder();
        for (int shade = 0; shade < Count; shade++)
        {
            double log = LowDecade + (double)shade / PerDecade;
            string light = Colour(log, stop => stop.Light);
            string dark = Colour(log, stop => stop.Dark);
            rules.Append(CultureInfo.InvariantCulture, $".h{shade}{{fill:#{light};fill:light-dark(#{light},#{dark})}}\n");
        }
        return rules.ToString();
    }

    private static string Colour(double log, Func<(double Log, string Light, string Dark), string> side)
    {
        int right = Math.Clamp(Array.FindIndex(Stops, stop => stop.Log >= log), 1, Stops.Length - 1);
        (double from, double to) = (Stops[right - 1].Log, Stops[right].Log);
        double part = Math.Clamp((log - from) / (to - from), 0, 1);
        double[] a = OkLab(side(Stops[right - 1]));
        double[] b = OkLab(side(Stops[right]));
        return Hex([.. a.Zip(b, (x, y) => x + (y - x) * part)]);
    }

    /// <summary>sRGB to OKLab (B. Ottosson, 2020).</summary>
    private static double[] OkLab(string hex)
    {
        int rgb = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        double r = Linear((rgb >> 16) & 255);
        double g = Linear((rgb >> 8) & 255);
        double b = Linear(rgb & 255);
        double l = Math.Cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.Cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.Cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ];
    }

    private static string Hex(double[] lab)
    {
        double l = Math.Pow(lab[0] + 0.3963377774 * lab[1] + 0.2158037573 * lab[2], 3);
        double m = Math.Pow(lab[0] - 0.1055613458 * lab[1] - 0.0638541728 * lab[2], 3);
        double s = Math.Pow(lab[0] - 0.0894841775 * lab[1] - 1.2914855480 * lab[2], 3);
        int r = Byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
        int g = Byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
        int b = Byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
        return ((r << 16) | (g << 8) | b).ToString("x6", CultureInfo.InvariantCulture);
    }

    private static double Linear(int channel) =>
        channel / 255.0 is var c and > 0.04045 ? Math.Pow((c + 0.055) / 1.055, 2.4) : channel / 255.0 / 12.92;

    private static int Byte(double linear) => (int)Math.Round(255 * Math.Clamp(
        linear > 0.0031308 ? 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055 : 12.92 * linear, 0, 1));
}

using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Pages;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Charts;

/// <summary>Weight given to a cause against the share of times it is right; honest weights lie on the diagonal. Bars are 95 % ranges.</summary>
internal static class ReliabilityChart
{
    private const double Side = 260, Left = 52, Top = 64, Height = Top + Side + 56;

    internal static string Of(IReadOnlyList<CollectionQuality> collections)
    {
        List<CollectionQuality> told = [.. collections.Where(quality => quality.Reliability.Bins.Count > 0)];
        Svg svg = new(2 * (Left + Side) + 40, told.Count * Height, "Weight given to a cause against how often it is right");
        for (int i = 0; i < told.Count; i++)
        {
            string title = CollectionSection.ShortTitle(told[i].Name);
            Draw(svg, $"{title}, everything logged", told[i].Reliability, Left, i * Height);
            Draw(svg, $"{title}, loss and norm", told[i].ReliabilityOfLossAndNorm, Left + Side + Left + 16, i * Height);
        }
        return svg.ToString();
    }

    private static void Draw(Svg svg, string title, Reliability reliability, double left, double above)
    {
        double Y(double share) => above + Top + Side * (1 - share);

        svg.Text("head", left, above + 24, title);
        svg.Text("label", left, above + 44, $"share right; {reliability.Bins.Sum(bin => bin.Causes)} causes, error {reliability.Error:0.000}");
        for (int i = 0; i <= 4; i++)
        {
            double at = i / 4.0;
            svg.Line("grid", left, Y(at), left + Side, Y(at));
            svg.Line("grid", left + Side * at, Y(0), left + Side * at, Y(1));
            svg.Text("label", left - 8, Y(at) + 4, $"{at:0.##}", "end");
            svg.Text("label", left + Side * at, Y(0) + 18, $"{at:0.##}", "middle");
        }
        svg.Text("label", left + Side / 2, Y(0) + 38, "weight given", "middle");
        svg.Line("line", left, Y(0), left + Side, Y(1));
        foreach (ReliabilityBin bin in reliability.Bins)
        {
            double x = left + Side * bin.MeanWeight;
            svg.Line("caught", x, Y(bin.Low), x, Y(bin.High));
            svg.Circle("caught", x, Y(bin.ShareRight), Math.Clamp(Math.Sqrt(bin.Causes), 2.5, 9));
        }
    }
}

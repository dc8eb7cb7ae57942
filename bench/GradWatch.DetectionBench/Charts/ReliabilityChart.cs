using GradWatch.DetectionBench.Measuring;
using GradWatch.DetectionBench.Pages;
using GradWatch.DetectionBench.Scoring;

namespace GradWatch.DetectionBench.Charts;

/// <summary>Weight given to a cause against the share of times it is right; honest weights lie on the diagonal. Bars are 95 % ranges.</summary>
internal static class ReliabilityChart
{
    private const double Side = 260, Left = 52, Top = 64, Bottom = 48, Gap = 64;

    internal static string Of(IReadOnlyList<CollectionQuality> collections)
    {
        List<(string Title, Reliability Reliability)> panels = [];
        foreach (CollectionQuality quality in collections.Where(quality => quality.Reliability.Bins.Count > 0))
        {
            panels.Add(($"{CollectionSection.Title(quality.Name)}, all logged", quality.Reliability));
            panels.Add(("The same, loss and norm alone", quality.ReliabilityOfLossAndNorm));
        }
        Svg svg = new(Left + Math.Max(1, panels.Count) * (Side + Gap), Top + Side + Bottom, "Weight given to a cause against how often it is right");
        for (int i = 0; i < panels.Count; i++)
            Draw(svg, panels[i].Title, panels[i].Reliability, Left + i * (Side + Gap));
        return svg.ToString();
    }

    private static void Draw(Svg svg, string title, Reliability reliability, double left)
    {
        double Y(double share) => Top + Side * (1 - share);

        svg.Text("head", left, 24, title);
        svg.Text("label", left, 44, $"share right; {reliability.Bins.Sum(bin => bin.Causes)} causes, calibration error {reliability.Error:0.000}");
        for (int i = 0; i <= 4; i++)
        {
            double at = i / 4.0;
            svg.Line("grid", left, Y(at), left + Side, Y(at));
            svg.Line("grid", left + Side * at, Top, left + Side * at, Top + Side);
            svg.Text("label", left - 8, Y(at) + 4, $"{at:0.##}", "end");
            svg.Text("label", left + Side * at, Top + Side + 18, $"{at:0.##}", "middle");
        }
        svg.Text("label", left + Side / 2, Top + Side + 38, "weight given", "middle");
        svg.Line("line", left, Y(0), left + Side, Y(1));
        foreach (ReliabilityBin bin in reliability.Bins)
        {
            double x = left + Side * bin.MeanWeight;
            svg.Line("caught", x, Y(bin.Low), x, Y(bin.High));
            svg.Circle("caught", x, Y(bin.ShareRight), Math.Clamp(Math.Sqrt(bin.Causes), 2.5, 9));
        }
    }
}

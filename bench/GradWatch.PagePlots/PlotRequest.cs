using System.Globalization;

namespace GradWatch.PagePlots;

/// <summary>A line of <c>plots.tsv</c>: which run a page shows, and what of it.</summary>
/// <param name="Kind"><c>detectors</c> or <c>causes</c>.</param>
/// <param name="Id">The page.</param>
/// <param name="Run">The recording, without folder and ending.</param>
/// <param name="Series">The series from top to bottom: a quantity, or a quantity and a tensor with a space between them.</param>
/// <param name="First">The first step shown.</param>
/// <param name="Last">The last step shown.</param>
/// <param name="ProfileStep">Instead of series, the norms of all layers at this step; null for series.</param>
internal sealed record PlotRequest(string Kind, string Id, string Run, IReadOnlyList<string> Series, long First, long Last, long? ProfileStep)
{
    private const string Profile = "profile:";

    internal static IEnumerable<PlotRequest> Read(string file) =>
        File.ReadLines(file).Skip(1).Where(line => line.Length > 0).Select(line => Of(line.Split('\t')));

    private static PlotRequest Of(string[] cells)
    {
        string[] steps = cells.Length > 4 ? cells[4].Split('-') : [];
        long? profile = cells[3].StartsWith(Profile, StringComparison.Ordinal) ? Number(cells[3][Profile.Length..]) : null;
        return new PlotRequest(
            cells[0], cells[1], cells[2], profile is null ? cells[3].Split(',') : [], steps.Length == 2 ? Number(steps[0]) : long.MinValue,
            steps.Length == 2 ? Number(steps[1]) : long.MaxValue, profile);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

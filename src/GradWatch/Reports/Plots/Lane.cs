using GradWatch.Detectors;
using GradWatch.Episodes;

namespace GradWatch.Reports.Plots;

/// <summary>The episodes of one detector, in one row under one letter.</summary>
/// <param name="Letter">A, B, C, … in the order of the first alarms.</param>
/// <param name="Detector">The id of the detector.</param>
/// <param name="Episodes">Its episodes, in the order of their alarms.</param>
internal sealed record Lane(string Letter, string Detector, IReadOnlyList<Episode> Episodes)
{
    /// <summary>The worst severity in the lane.</summary>
    public Severity Worst => Episodes.Max(e => e.Severity);

    /// <summary>The lanes of a report.</summary>
    public static List<Lane> Of(Report report) =>
    [
        .. report.Episodes.GroupBy(e => e.Detector)
            .Select((group, i) => new Lane(i < 26 ? ((char)('A' + i)).ToString() : "Z+", group.Key, [.. group])),
    ];
}

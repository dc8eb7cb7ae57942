using GradWatch.Detectors;
using GradWatch.Episodes;

namespace GradWatch.Reports.Plots;

/// <summary>A stretch of a strip in the colour of the worst episode there: tints never add up.</summary>
/// <param name="From">Left edge, 0 to <see cref="StepAxis.Width"/>.</param>
/// <param name="To">Right edge.</param>
/// <param name="Severity">The worst severity in it.</param>
internal readonly record struct Tint(double From, double To, Severity Severity)
{
    /// <summary>The stretches that episodes cover, from left to right, without overlap.</summary>
    public static List<Tint> Of(IReadOnlyList<Episode> episodes, StepAxis steps)
    {
        List<Tint> tints = [];
        if (episodes.Count == 0)
            return tints;
        (double From, double To, Severity Severity)[] spans =
            [.. episodes.Select(e => (steps.CellStart(e.FirstStep), e.Closed ? steps.CellEnd(e.LastStep) : StepAxis.Width, e.Severity))];
        double[] edges = [.. spans.SelectMany(s => new[] { s.From, s.To }).Distinct().Order()];
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            Severity? worst = null;
            foreach ((double from, double to, Severity severity) in spans)
            {
                if (from <= edges[i] && to >= edges[i + 1] && (worst is null || severity > worst))
                    worst = severity;
            }
            if (worst is { } found)
                Append(tints, new Tint(edges[i], edges[i + 1], found));
        }
        return tints;
    }

    private static void Append(List<Tint> tints, Tint next)
    {
        if (tints is [.., var last] && last.To == next.From && last.Severity == next.Severity)
            tints[^1] = last with { To = next.To };
        else
            tints.Add(next);
    }
}

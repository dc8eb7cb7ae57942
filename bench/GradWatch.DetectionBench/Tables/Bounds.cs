using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Tables;

/// <summary>The bounds that a change must not break: recall, and healthy runs called critical.</summary>
internal static class Bounds
{
    private static readonly Dictionary<string, (double Caught, double False)> ByCollection = new()
    {
        ["torchsharp"] = (0.90, 0.05),
        ["wild"] = (0.75, 0.08),
        ["shipped"] = (1, 0),
    };

    /// <summary>Whether a collection holds its bound; a sentence about it, or null where it has none.</summary>
    internal static (bool Holds, string? Sentence) Check(string collection, IReadOnlyList<Judged> judged)
    {
        if (!ByCollection.TryGetValue(collection, out (double Caught, double False) bound))
            return (true, null);
        IReadOnlyList<RecordedRun> runs = [.. judged.Select(one => one.Run)];
        Score ours = Score.OfUs("", runs, [.. judged.Select(one => one.Verdict)], Severity.Warning, Severity.Critical);
        bool holds = ours.Caught >= bound.Caught * ours.Sick && ours.False <= bound.False * ours.Healthy;
        string word = holds ? "holds" : "DOES NOT HOLD";
        return (holds, $"{collection}: at least {bound.Caught:P0} caught in time, at most {bound.False:P0} of the healthy critical: {word}");
    }
}

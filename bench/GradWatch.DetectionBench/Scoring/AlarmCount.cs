using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>Alarms of a run while it goes by: findings of one detector on one series are one alarm while at most 30 rows lie between two.</summary>
/// <remarks>Not episodes: those grow more patient with each that came before, and a detector that cries all day would be told twice.</remarks>
internal sealed class AlarmCount(Severity least)
{
    internal const int Quiet = 30;
    private readonly Dictionary<(string Detector, Series Series), (long Row, int Count)> _last = [];

    /// <summary>Alarms by detector.</summary>
    internal IReadOnlyDictionary<string, int> ByDetector =>
        _last.GroupBy(pair => pair.Key.Detector).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value.Count));

    internal int Total => _last.Values.Sum(one => one.Count);

    internal void Take(in Finding finding, long row)
    {
        if (finding.Severity < least)
            return;
        (string, Series) key = (finding.Detector, finding.Series);
        bool isKnown = _last.TryGetValue(key, out (long Row, int Count) last);
        _last[key] = (row, last.Count + (isKnown && row - last.Row <= Quiet ? 0 : 1));
    }
}

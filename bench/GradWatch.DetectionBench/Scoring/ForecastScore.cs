using GradWatch.DetectionBench.Recordings;
using GradWatch.Detectors;

namespace GradWatch.DetectionBench.Scoring;

/// <summary>The step of overflow as foretold at the alarm of a growth, against the step at which it came.</summary>
/// <param name="Growths">Runs with an alarm of growth that went on to overflow.</param>
/// <param name="Ahead">Foretold steps to go over true steps to go: 1 is right, 2 twice too far away.</param>
/// <param name="Held">Those whose interval holds the step.</param>
internal sealed record ForecastScore(int Growths, Quartiles? Ahead, int Held)
{
    private const string Growth = "gradient_growth";

    /// <summary>Of recorded runs: it overflows where loss or norm is first not finite.</summary>
    internal static ForecastScore Of(IReadOnlyList<Judged> judged) =>
        Of(judged.Select(one => (one, one.Run.Rows.FirstOrDefault(IsOver)?.Step)));

    /// <summary>Of runs whose step of overflow is known.</summary>
    internal static ForecastScore Of(IEnumerable<(Judged One, long? Overflow)> judged)
    {
        List<double> ahead = [];
        int held = 0;
        foreach ((Judged one, long? overflow) in judged)
        {
            Finding? alarm = one.Verdict.Findings.Where(finding => finding is { Detector: Growth, Severity: >= Severity.Warning })
                .Select(finding => (Finding?)finding).FirstOrDefault();
            if (alarm is not { Forecast: { } forecast } at || !(overflow > at.Step))
                continue;
            ahead.Add((forecast.Step - at.Step) / (overflow.Value - at.Step));
            held += Math.Floor(forecast.Low) <= overflow && overflow <= Math.Ceiling(forecast.High) ? 1 : 0;
        }
        return new ForecastScore(ahead.Count, Quartiles.Of(ahead), held);
    }

    private static bool IsOver(Row row) => !double.IsFinite(row.Loss ?? 0) || !double.IsFinite(row.Norm ?? 0);
}

using GradWatch.Diagnosis;

namespace GradWatch.DetectionBench.Calibrating;

/// <summary>The certainty that gives the right causes of some cases the most weight: the least mean −ln of it, a scenario counting once.</summary>
internal static class CertaintyFit
{
    private const double Finest = 0.02;

    // Each parameter with the range in which it makes sense.
    private static readonly (double From, double To, Func<Certainty, double> Get, Func<Certainty, double, Certainty> Set)[] Parameters =
    [
        (0.05, 1.5, certainty => certainty.Share, (certainty, value) => certainty with { Share = value }),
        (0.2, 1, certainty => certainty.NoUpdates, (certainty, value) => certainty with { NoUpdates = value }),
        (0.2, 1, certainty => certainty.NoTensors, (certainty, value) => certainty with { NoTensors = value }),
        (0.2, 1, certainty => certainty.Thin, (certainty, value) => certainty with { Thin = value }),
        (0.01, 0.4, certainty => certainty.Doubt, (certainty, value) => certainty with { Doubt = value }),
    ];

    /// <summary>By steps along one parameter at a time, halved when none helps.</summary>
    internal static Certainty Of(IReadOnlyList<CalibrationCase> cases)
    {
        List<(CalibrationCase Case, double Weight)> weighed =
            [.. cases.GroupBy(one => one.Scenario).SelectMany(scenario => scenario.Select(one => (one, 1.0 / scenario.Count())))];
        Certainty best = new() { Share = 0.4, NoUpdates = 0.8, NoTensors = 0.8, Thin = 0.8, Doubt = 0.05 };
        double least = Loss(best, weighed);
        for (double step = 0.4; step > Finest;)
        {
            bool helped = false;
            foreach ((double from, double to, Func<Certainty, double> get, Func<Certainty, double, Certainty> set) in Parameters)
            {
                foreach (double factor in new[] { 1 + step, 1 / (1 + step) })
                {
                    Certainty moved = set(best, Math.Clamp(get(best) * factor, from, to));
                    double loss = Loss(moved, weighed);
                    if (loss < least - 1e-9)
                        (best, least, helped) = (moved, loss, true);
                }
            }
            step = helped ? step : step / 2;
        }
        return best;
    }

    /// <summary>The mean −ln of the weight that the right causes have.</summary>
    internal static double Loss(Certainty certainty, IReadOnlyList<(CalibrationCase Case, double Weight)> cases) =>
        cases.Sum(one => one.Weight * -Math.Log(one.Case.ShareOfRight(certainty))) / cases.Sum(one => one.Weight);
}

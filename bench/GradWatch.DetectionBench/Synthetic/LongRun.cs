using GradWatch.DetectionBench.Scoring;
using GradWatch.Detectors;
using GradWatch.Observations;

namespace GradWatch.DetectionBench.Synthetic;

/// <summary>What GradWatch says of one long healthy run, judged as it is generated.</summary>
/// <param name="Scenario">Its shape.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Rows">Steps that were logged.</param>
/// <param name="Critical">Critical alarms by detector.</param>
/// <param name="Warning">Alarms from a warning on by detector.</param>
internal sealed record LongRun(
    string Scenario, int Seed, long Rows, IReadOnlyDictionary<string, int> Critical, IReadOnlyDictionary<string, int> Warning)
{
    /// <summary>Every seed of every shape, as many at a time as there are processors; in the order of the shapes.</summary>
    internal static IReadOnlyList<LongRun> All(IReadOnlyList<Scenario> scenarios, int seeds, int steps)
    {
        List<(Scenario Scenario, int Seed)> wanted = [.. scenarios.SelectMany(_ => Enumerable.Range(1, seeds), (scenario, seed) => (scenario, seed))];
        using Progress progress = new(wanted.Count);
        LongRun[] runs = new LongRun[wanted.Count];
        Parallel.For(0, wanted.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            runs[i] = Of(wanted[i].Scenario, wanted[i].Seed, steps);
            progress.Tell($"{wanted[i].Scenario.Name}, seed {wanted[i].Seed}");
        });
        return runs;
    }

    private static LongRun Of(Scenario scenario, int seed, int steps)
    {
        var monitor = new TrainingMonitor();
        AlarmCount critical = new(Severity.Critical), warning = new(Severity.Warning);
        long rows = 0, step = long.MinValue;
        monitor.Found += finding =>
        {
            critical.Take(finding, rows);
            warning.Take(finding, rows);
        };
        monitor.Faulted += fault => throw new InvalidOperationException($"{scenario.Name}, seed {seed}: a detector threw", fault);
        foreach (Observation observation in scenario.Observations(seed, steps))
        {
            rows += observation.Step == step ? 0 : 1;
            step = observation.Step;
            monitor.Observe(observation);
        }
        monitor.Complete();
        return new LongRun(scenario.Name, seed, rows, critical.ByDetector, warning.ByDetector);
    }
}

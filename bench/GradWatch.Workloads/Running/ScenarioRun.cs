using System.Diagnostics;
using GradWatch.Reports;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Scenarios;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Running;

/// <summary>Trains a scenario under its watches. libtorch's random numbers are global: one at a time in a process.</summary>
internal static class ScenarioRun
{
    // As a person would let a broken run go on for a while; what comes later only repeats itself.
    private const int StepsAfterTheEnd = 15;

    /// <summary>What came of it. A training that TorchSharp itself broke off is run again, once.</summary>
    /// <remarks>Its optimizers make a native number for each operation, and a garbage collection at the wrong moment frees one that the
    /// operation still reads: about once in some millions of steps of a tensor.</remarks>
    internal static IReadOnlyList<Outcome> Of(Scenario scenario, int seed)
    {
        IReadOnlyList<Outcome> outcomes = Once(scenario, seed);
        return outcomes.Any(one => one.Threw) ? [.. Once(scenario, seed).Select(one => one with { Repeated = true })] : outcomes;
    }

    private static IReadOnlyList<Outcome> Once(Scenario scenario, int seed)
    {
        long start = Stopwatch.GetTimestamp();
        using var all = NewDisposeScope();
        manual_seed(seed);
        using TrainingLoop loop = scenario.Build();
        string? thrown = Train(scenario, loop);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return [.. loop.Parts.Select(part => Judged(scenario, seed, part, thrown, seconds))];
    }

    private static string? Train(Scenario scenario, TrainingLoop loop)
    {
        int dead = 0;
        try
        {
            for (long step = 0; step < scenario.Steps && dead <= StepsAfterTheEnd; step++)
            {
                using var oneStep = NewDisposeScope();
                loop.Step(step);
                dead = loop.Parts.Any(part => !double.IsFinite(part.Steps[^1].Loss)) ? dead + 1 : 0;
            }
            return null;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return $"the training threw {thrown}";
        }
    }

    private static Outcome Judged(Scenario scenario, int seed, WatchedPart part, string? thrown, double seconds)
    {
        Report report = part.Watch.Report();
        return new Outcome
        {
            Scenario = scenario.Name,
            Part = part.Name,
            Seed = seed,
            Label = scenario.Label,
            FirstBadStep = scenario.FirstBad.Of(part.Steps),
            ExpectedCause = scenario.Cause,
            Verdict = report.Verdict,
            FirstWarning = part.FirstWarning,
            FirstCritical = part.FirstCritical,
            Causes = [.. report.Diagnosis.Causes.Select(NamedCause.Of)],
            Episodes = [.. report.Episodes.Select(ToldEpisode.Of)],
            Curve = Curve.Of(part.Steps),
            Seconds = seconds,
            Fault = thrown ?? part.Fault,
            Threw = thrown is not null,
        };
    }
}

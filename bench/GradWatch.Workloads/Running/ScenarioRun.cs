using System.Diagnostics;
using GradWatch.Reports;
using GradWatch.TorchSharp;
using GradWatch.Workloads.Loops;
using GradWatch.Workloads.Recording;
using GradWatch.Workloads.Scenarios;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Running;

/// <summary>Trains a scenario under its watches. libtorch's random numbers are global: one at a time in a process.</summary>
internal static class ScenarioRun
{
    // As a person would let a broken run go on for a while; what comes later only repeats itself.
    private const int StepsAfterTheEnd = 15;

    // Tries, the first one included, of a training that TorchSharp breaks off.
    private const int Tries = 4;

    /// <summary>What came of it. A training that TorchSharp itself broke off is run again, a few times.</summary>
    /// <remarks>Its optimizers make a native number for each operation, and a garbage collection at the wrong moment frees one that the
    /// operation still reads: about once in some millions of steps of a tensor.</remarks>
    internal static IReadOnlyList<Outcome> Of(Scenario scenario, int seed, string? recordTo = null)
    {
        List<Outcome> outcomes = Once(scenario, seed, recordTo);
        for (int more = 1; more < Tries && outcomes.Any(one => one.Threw); more++)
            outcomes = [.. Once(scenario, seed, recordTo).Select(one => one with { Repeated = true })];
        return outcomes;
    }

    private static List<Outcome> Once(Scenario scenario, int seed, string? recordTo)
    {
        IReadOnlyList<StepResult> control = ControlOf(scenario, seed);
        long start = Stopwatch.GetTimestamp();
        using var all = NewDisposeScope();
        manual_seed(seed);
        using TrainingLoop loop = scenario.Build();
        if (recordTo is not null)
            loop.Record();
        string? thrown = Train(scenario, loop);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        List<Outcome> outcomes = [];
        foreach (WatchedPart part in loop.Parts)
        {
            outcomes.Add(Judged(scenario, seed, part, control, thrown, seconds));
            if (recordTo is not null && outcomes[^1].Fault is null)
                RunFiles.Write(Path.Combine(recordTo, RunIndex.PathOf(outcomes[^1])), part.Recorded);
        }
        return outcomes;
    }

    private static IReadOnlyList<StepResult> ControlOf(Scenario scenario, int seed)
    {
        if (scenario.Control is not { } build)
            return [];
        using var all = NewDisposeScope();
        manual_seed(seed);
        using TrainingLoop loop = build();
        return Train(scenario, loop) is null ? loop.Parts[0].Steps : [];
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

    private static Outcome Judged(
        Scenario scenario, int seed, WatchedPart part, IReadOnlyList<StepResult> control, string? thrown, double seconds)
    {
        Truth truth = scenario.Truth(part.Steps, control);
        Report report = part.Watch.Report();
        return new Outcome
        {
            Scenario = scenario.Name,
            Part = part.Name,
            Seed = seed,
            Label = truth.Label,
            FirstBadStep = truth.FirstBadStep,
            ExpectedCause = truth.Cause,
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

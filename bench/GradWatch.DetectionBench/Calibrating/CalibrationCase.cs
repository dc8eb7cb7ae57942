using System.Text.RegularExpressions;
using GradWatch.DetectionBench.Recordings;
using GradWatch.Diagnosis;
using GradWatch.Diagnosis.Causes;
using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.DetectionBench.Calibrating;

/// <summary>A sick run as one logger would have written it: what the causes' evidence comes to, and which of them is right.</summary>
internal sealed record CalibrationCase(
    string Run, string Scenario, string Variant, string[] Right, IReadOnlyList<(string Id, Weighing Weighing)> Weighed, LoggedFacts Logged)
{
    /// <summary>The causes as the diagnosis would name them.</summary>
    internal List<Cause> Named(Certainty certainty) => Diagnostician.Named(Weighed, certainty, Logged);

    /// <summary>Right causes that are not among the first three named.</summary>
    internal IEnumerable<Cause> Unnamed(Certainty certainty)
    {
        HashSet<string> named = [.. Named(certainty).Take(3).Select(cause => cause.Id)];
        return Weighed.Where(cause => Right.Contains(cause.Id) && !named.Contains(cause.Id))
            .Select(cause => new Cause(cause.Id, 0, cause.Weighing.Evidence, cause.Weighing.Against));
    }

    internal double ShareOfRight(Certainty certainty) => certainty.Weights([.. Weighed.Select(cause => cause.Weighing.LogOdds)], Logged)
        .Zip(Weighed, (weight, cause) => Right.Contains(cause.Id) ? weight : 0).Sum();

    /// <summary>The case of a run; null where no cause is labelled, or nothing was told of it.</summary>
    internal static CalibrationCase? Of(RecordedRun run, Variant variant)
    {
        string[] right = run.Truth.Cause.Split('|');
        if (!right.All(id => BuiltInCauses.All.Any(cause => cause.Id == id)))
            return null;
        foreach (RunPart part in variant.Of(run).Parts)
        {
            var monitor = new TrainingMonitor();
            foreach (Observation observation in part.Observations)
                monitor.Observe(observation);
            monitor.Complete();
            if (RunFacts.Of(monitor.Record, monitor.Episodes) is { } facts)
                return new CalibrationCase(
                    run.Truth.Name, ScenarioOf(run.Truth.Name), variant.Name, right,
                    [.. BuiltInCauses.All.Select(cause => (cause.Id, cause.Weigh(facts)))], LoggedFacts.Of(facts));
        }
        return null;
    }

    // Seeds of one scenario are alike, and so are the two networks of a GAN: they are left out together.
    private static string ScenarioOf(string name) => Regex.Replace(name, @"([._][DG])?_s\d+\.csv$", "");
}

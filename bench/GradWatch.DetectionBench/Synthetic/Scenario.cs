using GradWatch.DetectionBench.Recordings;
using GradWatch.Observations;
using GradWatch.Reports;

namespace GradWatch.DetectionBench.Synthetic;

/// <summary>A kind of synthetic run whose truth is known because it was made so.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Make">Rows of it: step, loss and norm, either of which may be missing.</param>
/// <param name="FirstBadStep">Where it falls sick; null for a healthy one.</param>
/// <param name="Deadline">The last step at which an alarm is in time.</param>
internal sealed record Scenario(
    string Name, Func<Random, int, IEnumerable<(long Step, double? Loss, double? Norm)>> Make, long? FirstBadStep = null, long? Deadline = null)
{
    private static readonly Series Loss = new(Quantity.Loss);
    private static readonly Series Norm = new(Quantity.GradNorm);

    internal RecordedRun Run(int seed, int steps)
    {
        List<Observation> observations = [];
        foreach ((long step, double? loss, double? norm) in Make(new Random(seed), steps))
        {
            if (loss is { } l)
                observations.Add(new Observation(step, Loss, l));
            if (norm is { } n)
                observations.Add(new Observation(step, Norm, n));
        }
        LabelledRun truth = new(LabelledRun.Synthetic, Name, "", FirstBadStep is null ? "healthy" : "sick", FirstBadStep, "-") { Deadline = Deadline };
        return new RecordedRun(truth, [new RunPart(new RunDescription(Name, "synthetic"), [], observations)]);
    }
}

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

    /// <summary>The observations themselves, in place of the rows, where more than loss and norm is logged.</summary>
    internal Func<Random, int, IEnumerable<Observation>>? Logged { get; init; }

    /// <summary>The run one observation after another: a long one is never held in memory.</summary>
    internal IEnumerable<Observation> Observations(int seed, int steps) => Logged?.Invoke(new Random(seed), steps) ?? OfRows(seed, steps);

    internal RecordedRun Run(int seed, int steps)
    {
        LabelledRun truth = new(LabelledRun.Synthetic, Name, "", FirstBadStep is null ? "healthy" : "sick", FirstBadStep, "-") { Deadline = Deadline };
        return new RecordedRun(truth, [new RunPart(new RunDescription(Name, "synthetic"), [], [.. Observations(seed, steps)])]);
    }

    private IEnumerable<Observation> OfRows(int seed, int steps)
    {
        foreach ((long step, double? loss, double? norm) in Make(new Random(seed), steps))
        {
            if (loss is { } l)
                yield return new Observation(step, Loss, l);
            if (norm is { } n)
                yield return new Observation(step, Norm, n);
        }
    }
}

using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.Diagnosis;

/// <summary>How much there was to judge from.</summary>
/// <param name="Updates">True where the update ratio was logged.</param>
/// <param name="Tensors">True where the norms of the tensors were.</param>
/// <param name="Thin">True where the log leaves steps out.</param>
internal readonly record struct LoggedFacts(bool Updates, bool Tensors, bool Thin)
{
    private const double Every = 1.5;

    internal static LoggedFacts Of(RunFacts run) => new(
        run.Update is not null, run.Record.OfTensors(Quantity.GradNorm).Skip(1).Any(), run.Onset.Stride > Every);
}

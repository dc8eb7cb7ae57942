using GradWatch.Reports;
using GradWatch.Storage.Runs;

namespace GradWatch.Server.Contract;

/// <summary>The worst episode of a run, first in time.</summary>
public sealed record WorstResource(string Detector, string Severity, string? Tensor, long? Step)
{
    internal static WorstResource? Of(RunSummary run) => run is { Worst: { } worst, WorstDetector: { } detector }
        ? new WorstResource(detector, worst.Name(), run.WorstTensor, run.WorstStep)
        : null;
}

using GradWatch.Observations;

namespace GradWatch.Detectors;

/// <summary>Watches series and reports findings. Sees no source, clock, file or action.</summary>
/// <remarks>
/// Called once for every observation, in the order in which they were made, on one thread. Steps may repeat or go back
/// (a resumed run). Keep state for each series in constant memory, allocate nothing, and return null for a series that is
/// not yours. An exception is caught and told to <c>TrainingMonitor.Faulted</c>; the detector is then left out.
/// </remarks>
public interface IDetector
{
    /// <summary>A stable snake_case name, e.g. <c>gradient_spike</c>.</summary>
    string Id { get; }

    /// <summary>Takes an observation in; says what is wrong with it, or null.</summary>
    Finding? Observe(in Observation observation);
}

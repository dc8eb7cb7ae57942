namespace GradWatch.Detectors;

/// <summary>How much a finding matters. The verdict of a run is its worst episode: none or <see cref="Info"/> is healthy.</summary>
public enum Severity
{
    /// <summary>Worth knowing; a run with nothing worse is healthy.</summary>
    Info,
    /// <summary>Look at it: training may still recover.</summary>
    Warning,
    /// <summary>Training is unstable or broken.</summary>
    Critical,
}

namespace GradWatch.Detectors;

/// <summary>A detector that waits a step before it judges, and so has a word left when the run ends.</summary>
public interface IEndOfRun
{
    /// <summary>What is still to be said at the end of the run; null when nothing. Must not change the state.</summary>
    Finding? AtEnd();
}

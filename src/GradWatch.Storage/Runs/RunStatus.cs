namespace GradWatch.Storage.Runs;

/// <summary>How far a run has come.</summary>
public enum RunStatus
{
    /// <summary>Its trainer may still send.</summary>
    Running,
    /// <summary>Its trainer said that it ended.</summary>
    Finished,
    /// <summary>Its trainer said that it failed.</summary>
    Failed,
    /// <summary>Its trainer was stopped from outside.</summary>
    Stopped,
}

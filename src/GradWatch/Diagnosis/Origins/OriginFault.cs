namespace GradWatch.Diagnosis.Origins;

/// <summary>What of a module was at fault.</summary>
public enum OriginFault
{
    /// <summary>Not told: there was no re-run, or it does not show.</summary>
    Unknown,
    /// <summary>What it was given.</summary>
    Input,
    /// <summary>One of its weights.</summary>
    Weight,
    /// <summary>What it does: its inputs and weights were finite.</summary>
    Operation,
}

namespace GradWatch.Workloads.Running;

/// <summary>The verdict on a verdict.</summary>
internal enum Judgement
{
    Ok,

    /// <summary>Healthy, with a warning: no failure, and worth a look.</summary>
    Warned,

    /// <summary>An incident or a vanishing gradient without an episode: no failure, and worth a look.</summary>
    Silent,

    /// <summary>What would be right to say cannot be told.</summary>
    Unclear,

    /// <summary>Sick, alarmed after its time.</summary>
    Late,

    /// <summary>Sick, never alarmed.</summary>
    Missed,

    /// <summary>Healthy, called critical.</summary>
    False,

    /// <summary>The run says nothing: something threw, or the scenario went well where it is built to go wrong.</summary>
    Broken,
}

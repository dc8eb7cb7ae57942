namespace GradWatch.Workloads.Scenarios;

/// <summary>What is true of a scenario, known from how it was built.</summary>
internal enum Label
{
    /// <summary>Trains; an alarm that calls it critical is false.</summary>
    Healthy,

    /// <summary>An incident, a burst or a heavy tail that training survives.</summary>
    Event,

    /// <summary>Gradients vanish: it does not learn, and nothing explodes.</summary>
    Vanishing,

    /// <summary>Explodes, dies or learns nothing because of a mistake that can be named.</summary>
    Sick,

    /// <summary>Drawn at random and neither clearly well nor clearly ill: not judged.</summary>
    Unclear,
}

namespace GradWatch.Server.Safety;

/// <summary>Which token opens an endpoint. Where an endpoint names none it is the one for viewing.</summary>
internal enum Door
{
    /// <summary>Looking at runs and changing what people write about them.</summary>
    Viewing,
    /// <summary>Sending numbers.</summary>
    Sending,
    /// <summary>Nothing is asked.</summary>
    Open,
}

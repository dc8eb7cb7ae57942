namespace GradWatch.Logs.Mapping;

/// <summary>What gives the rows of a log their steps.</summary>
internal enum Stepping
{
    /// <summary>Nothing: they are counted.</summary>
    Counted,
    /// <summary>The format itself.</summary>
    Format,
    /// <summary>A value of the row.</summary>
    Key,
    /// <summary>The line says where it is.</summary>
    Position,
    /// <summary>The line names an epoch and no step.</summary>
    Epoch,
}

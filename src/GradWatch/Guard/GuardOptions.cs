namespace GradWatch.Guard;

/// <summary>Which decisions a guard makes; what is null is off.</summary>
public sealed record GuardOptions
{
    /// <summary>Skips steps that are not finite.</summary>
    public SkipOptions? Skip { get; init; }

    /// <summary>Cuts the learning rate.</summary>
    public BackOffOptions? BackOff { get; init; }

    /// <summary>Returns to an earlier state.</summary>
    public RollBackOptions? RollBack { get; init; }

    /// <summary>Asks the loop to stop.</summary>
    public StopOptions? Stop { get; init; }
}

namespace GradWatch.Storage.Runs;

/// <summary>Steps from the first to the last, both included.</summary>
public readonly record struct StepRange(long First, long Last)
{
    /// <summary>Every step there is.</summary>
    public static StepRange All { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>True for a step in the range.</summary>
    public bool Contains(long step) => step >= First && step <= Last;
}

namespace GradWatch.Workloads.Drawn;

/// <summary>A fault, how large it is and when it comes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">A factor, or what the kind says.</param>
/// <param name="Step">The step at which it comes; 0 where it is there from the start.</param>
/// <param name="Shift">Of raw inputs: their mean, in units of <paramref name="Size"/>.</param>
internal sealed record Fault(FaultKind Kind, double Size = 1, int Step = 0, double Shift = 0)
{
    internal static Fault None { get; } = new(FaultKind.None);

    internal bool Is(FaultKind kind) => Kind == kind;
}

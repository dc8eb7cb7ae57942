using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>A kind of remedy: works its numbers out from a run.</summary>
/// <remarks>Asked only where the diagnosis has a cause that the remedy answers. Return null where the run already does what it asks.</remarks>
internal interface IRemedy
{
    /// <summary>A stable snake_case name, e.g. <c>clip_gradient_norm</c>.</summary>
    string Id { get; }

    /// <summary>The remedy with its numbers and code; null when it would change nothing.</summary>
    Remedy? Prescribe(RunFacts run);
}

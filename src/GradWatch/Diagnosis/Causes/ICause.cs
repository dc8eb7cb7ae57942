using GradWatch.Diagnosis.Facts;

namespace GradWatch.Diagnosis.Causes;

/// <summary>A cause of instability: what it predicts of a run, and how far the run agrees.</summary>
/// <remarks>
/// Asked once for every sick run. Add to the weighing what the facts say for and against, with the numbers in the sentence;
/// say nothing of what was not logged. The prior is the log-odds before any evidence.
/// </remarks>
internal interface ICause
{
    /// <summary>A stable snake_case name, e.g. <c>bad_batch</c>.</summary>
    string Id { get; }

    /// <summary>Weighs the evidence of a run.</summary>
    Weighing Weigh(RunFacts run);
}

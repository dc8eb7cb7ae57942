using GradWatch.Wording;

namespace GradWatch.Diagnosis;

/// <summary>A cause of what went wrong in a run, with what speaks for and against it.</summary>
/// <param name="Id">A stable snake_case name, e.g. <c>learning_rate_too_high</c>.</param>
/// <param name="Weight">Probability-like; the weights of a diagnosis sum to 1.</param>
/// <param name="Evidence">What speaks for it, a sentence with numbers each.</param>
/// <param name="Against">What speaks against it. Always shown.</param>
public sealed record Cause(string Id, double Weight, IReadOnlyList<Sentence> Evidence, IReadOnlyList<Sentence> Against);

using GradWatch.Wording;

namespace GradWatch.Diagnosis;

/// <summary>Why: the causes of a run's episodes, likeliest first, and what would have to be logged to be surer.</summary>
/// <param name="Causes">Ranked by weight; empty for a healthy run.</param>
/// <param name="Missing">Sentences of the form "Log X to tell Y."</param>
public sealed record RunDiagnosis(IReadOnlyList<Cause> Causes, IReadOnlyList<Sentence> Missing)
{
    /// <summary>A run in which nothing is wrong.</summary>
    public static RunDiagnosis None { get; } = new([], []);
}

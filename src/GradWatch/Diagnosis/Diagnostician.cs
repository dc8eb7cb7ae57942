using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Diagnosis;

/// <summary>Asks each cause what speaks for and against it, and ranks them.</summary>
public static class Diagnostician
{
    /// <summary>The causes of a run's episodes; none where every episode is <c>info</c>.</summary>
    public static RunDiagnosis Diagnose(RunRecord record, IReadOnlyList<Episode> episodes) => RunDiagnosis.None;
}

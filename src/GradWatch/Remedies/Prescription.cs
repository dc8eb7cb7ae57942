using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Remedies;

/// <summary>Works out which remedies fit a diagnosis, with their numbers.</summary>
public static class Prescription
{
    /// <summary>The remedies, best first; none for a healthy run.</summary>
    public static IReadOnlyList<Remedy> For(RunRecord record, IReadOnlyList<Episode> episodes, RunDiagnosis diagnosis) => [];
}

using GradWatch.Diagnosis.Causes;
using GradWatch.Diagnosis.Facts;
using GradWatch.Diagnosis.Origins;
using GradWatch.Episodes;
using GradWatch.Observations;

namespace GradWatch.Diagnosis;

/// <summary>Asks each cause what speaks for and against it, and ranks them.</summary>
public static class Diagnostician
{
    /// <summary>Weight under which a cause is not worth a reader's time.</summary>
    private const double Negligible = 0.03;

    /// <summary>The same for a cause that nothing in the log speaks for.</summary>
    private const double Unsupported = 0.1;

    /// <summary>What evidence counts for together, as a share of the sum of its parts.</summary>
    /// <remarks>A large update and a norm that grows are one thing seen twice. Not tuned: how often the weights are right is not measured.</remarks>
    private const double Independence = 0.5;

    /// <summary>The causes of a run's episodes; none where every episode is <c>info</c>.</summary>
    public static RunDiagnosis Diagnose(RunRecord record, IReadOnlyList<Episode> episodes, IReadOnlyList<NonFiniteOrigin>? origins = null) =>
        RunFacts.Of(record, episodes, origins) is { } facts ? Diagnose(facts) : RunDiagnosis.None;

    internal static RunDiagnosis Diagnose(RunFacts facts)
    {
        List<(string Id, Weighing Weighing)> weighed = [.. BuiltInCauses.All.Select(cause => (cause.Id, cause.Weigh(facts)))];
        // Log-odds against "none of these" become weights that sum to 1; the largest is taken out first, so that nothing overflows.
        double largest = weighed.Max(cause => cause.Weighing.LogOdds);
        double total = weighed.Sum(cause => Math.Exp(Independence * (cause.Weighing.LogOdds - largest)));
        List<Cause> causes =
        [
            .. weighed.Select(cause => new Cause(
                cause.Id, Math.Exp(Independence * (cause.Weighing.LogOdds - largest)) / total, cause.Weighing.Evidence, cause.Weighing.Against))
                .Where(cause => cause.Weight >= (cause.Evidence.Count > 0 ? Negligible : Unsupported))
                .OrderByDescending(cause => cause.Weight),
        ];
        double kept = causes.Sum(cause => cause.Weight);
        causes = [.. causes.Select(cause => cause with { Weight = cause.Weight / kept })];
        return new RunDiagnosis(causes, MissingQuantities.Of(facts, causes));
    }
}

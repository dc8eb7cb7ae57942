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

    /// <summary>The causes of a run's episodes; none where every episode is <c>info</c>.</summary>
    public static RunDiagnosis Diagnose(RunRecord record, IReadOnlyList<Episode> episodes, IReadOnlyList<NonFiniteOrigin>? origins = null) =>
        RunFacts.Of(record, episodes, origins) is { } facts ? Diagnose(facts) : RunDiagnosis.None;

    internal static RunDiagnosis Diagnose(RunFacts facts)
    {
        List<Cause> causes = Named(BuiltInCauses.All.Select(cause => (cause.Id, cause.Weigh(facts))), Certainty.Fitted, LoggedFacts.Of(facts));
        return new RunDiagnosis(causes, MissingQuantities.Of(facts, causes));
    }

    /// <summary>The causes worth naming with their weights, likeliest first.</summary>
    internal static List<Cause> Named(IEnumerable<(string Id, Weighing Weighing)> weighed, Certainty certainty, LoggedFacts logged)
    {
        List<(string Id, Weighing Weighing)> all = [.. weighed];
        IReadOnlyList<double> weights = certainty.Weights([.. all.Select(cause => cause.Weighing.LogOdds)], logged);
        List<Cause> causes =
        [
            .. all.Zip(weights, (cause, weight) => new Cause(cause.Id, weight, cause.Weighing.Evidence, cause.Weighing.Against))
                .Where(cause => cause.Weight >= (cause.Evidence.Count > 0 ? Negligible : Unsupported))
                .OrderByDescending(cause => cause.Weight),
        ];
        double kept = causes.Sum(cause => cause.Weight);
        return [.. causes.Select(cause => cause with { Weight = cause.Weight / kept })];
    }
}

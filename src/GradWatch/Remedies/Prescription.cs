using GradWatch.Diagnosis.Facts;
using GradWatch.Diagnosis.Origins;
using GradWatch.Diagnosis;
using GradWatch.Episodes;
using GradWatch.Observations;
using GradWatch.Remedies.Kinds;

namespace GradWatch.Remedies;

/// <summary>Works out which remedies fit a diagnosis, with their numbers.</summary>
public static class Prescription
{
    private const int Most = 5;
    // Weight of the causes that it answers under which a remedy is not worth trying.
    private const double Least = 0.15;

    private static readonly IRemedy[] Known =
    [
        new ClipGradientNorm(), new ClipGradientValue(), new ClipAdaptive(), new LowerLearningRate(), new WarmUpLearningRate(),
        new InitializeWeights(), new StandardizeInputs(), new UseGatedRecurrence(), new OrthogonalRecurrence(), new AddNormalization(),
        new TruncateTime(), new SkipBatch(), new ChangePrecision(), new GuardOperation(),
    ];

    /// <summary>The remedies, best first, at most five and none twice; none for a healthy run.</summary>
    public static IReadOnlyList<Remedy> For(
        RunRecord record, IReadOnlyList<Episode> episodes, RunDiagnosis diagnosis, IReadOnlyList<NonFiniteOrigin>? origins = null) =>
        diagnosis.Causes.Count > 0 && RunFacts.Of(record, episodes, origins) is { } facts ? For(facts, diagnosis) : [];

    internal static IReadOnlyList<Remedy> For(RunFacts facts, RunDiagnosis diagnosis)
    {
        Dictionary<string, double> worth = [];
        foreach (Cause cause in diagnosis.Causes)
        {
            foreach ((string remedy, double fit) in Answering.To(cause.Id))
                worth[remedy] = worth.GetValueOrDefault(remedy) + cause.Weight * fit;
        }
        return
        [
            .. Known.Where(remedy => worth.GetValueOrDefault(remedy.Id) >= Least)
                .OrderByDescending(remedy => worth[remedy.Id])
                .Select(remedy => remedy.Prescribe(facts))
                .OfType<Remedy>()
                .Take(Most),
        ];
    }
}

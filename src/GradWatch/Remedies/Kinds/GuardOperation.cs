using GradWatch.Diagnosis.Facts;
using GradWatch.Diagnosis.Origins;
using GradWatch.Wording;

namespace GradWatch.Remedies.Kinds;

/// <summary>An epsilon or a clamp where a logarithm, a quotient or a root meets 0: at the place that was traced, where one was.</summary>
internal sealed class GuardOperation : IRemedy
{
    // The smallest step below 1 in single precision is 6e-8: a smaller epsilon is lost in 1 − ε.
    private const double Epsilon = 1e-7;

    /// <inheritdoc/>
    public string Id => "guard_operation";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        string epsilon = Setting.Write(Epsilon);
        OriginOperation operation = run.Origin is { } traced && IsGuarded(traced.Operation) ? traced.Operation : OriginOperation.Unknown;
        GuardedCode code = GuardedCode.Of(operation, epsilon);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["epsilon"] = Epsilon },
            Action = operation == OriginOperation.Unknown
                ? Untold(run, epsilon) : RemedyTexts.Say(Id, "action_" + operation.Name(), epsilon, run.Origin!.Place.Sentence),
            Why = run.Origin is { } origin
                ? origin.Summary
                : RemedyTexts.Say(Id, run.BadFromTheStart ? "why_start" : "why", run.FirstNonFinite ?? run.Onset.Step),
            TorchSharp = code.TorchSharp,
            PyTorch = code.PyTorch,
        };
    }

    private Sentence Untold(RunFacts run, string epsilon)
    {
        string? module = run.Origin?.Place.Module
            ?? (run.Episodes.FirstOrDefault(episode => episode.Detector == "non_finite")?.Tensor is { } tensor ? Layer.ModuleOf(tensor) : null);
        return module is null ? RemedyTexts.Say(Id, "action", epsilon) : RemedyTexts.Say(Id, "action_at", epsilon, module);
    }

    private static bool IsGuarded(OriginOperation operation) => operation is OriginOperation.LogOfZero or OriginOperation.ZeroOverZero
        or OriginOperation.RootSlopeAtZero or OriginOperation.ZeroNorm or OriginOperation.NegativeArgument or OriginOperation.MaskedRow
        or OriginOperation.ExpOverflow;
}

using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>An epsilon or a clamp where a logarithm, a quotient or a root meets 0.</summary>
internal sealed class GuardOperation : IRemedy
{
    // The smallest step below 1 in single precision is 6e-8: a smaller epsilon is lost in 1 − ε.
    private const double Epsilon = 1e-7;

    /// <inheritdoc/>
    public string Id => "guard_operation";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        string? tensor = run.Episodes.FirstOrDefault(episode => episode.Detector == "non_finite")?.Tensor;
        string epsilon = Setting.Write(Epsilon);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["epsilon"] = Epsilon },
            Action = tensor is null ? RemedyTexts.Say(Id, "action", epsilon) : RemedyTexts.Say(Id, "action_at", epsilon, Layer.ModuleOf(tensor)),
            Why = RemedyTexts.Say(Id, run.BadFromTheStart ? "why_start" : "why", run.FirstNonFinite ?? run.Onset.Step),
            TorchSharp = RemedyTexts.Code($"p = p.clamp({epsilon}, 1 - {epsilon});", "var loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean();"),
            PyTorch = RemedyTexts.Code($"p = p.clamp({epsilon}, 1 - {epsilon})", "loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean()"),
        };
    }
}

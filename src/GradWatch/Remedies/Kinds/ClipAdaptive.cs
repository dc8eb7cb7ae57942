using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>The gradient of each tensor is kept under c·‖w‖: adaptive gradient clipping, Brock et al. 2021.</summary>
internal sealed class ClipAdaptive : IRemedy
{
    private const double Published = 0.01;
    private const double Floor = 1e-3;
    private const int Least = 10;

    /// <inheritdoc/>
    public string Id => "clip_adaptive";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        if (run.OutOfTheBlue)
            return null;
        bool measured = run.Norm is { Healthy: >= Least, High: > 0 } && run.Weights is { Healthy: >= Least, Median: > 0 };
        double factor = measured ? Setting.Round(run.Norm!.High / run.Weights!.Median) : Published;
        string share = Setting.Write(factor), floor = Setting.Write(Floor);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["clip_factor"] = factor },
            Action = RemedyTexts.Say(Id, "action", share),
            Why = measured ? RemedyTexts.Say(Id, "why", run.Norm!.High, run.Weights!.Median) : RemedyTexts.Say(Id, "why_default", share),
            TorchSharp = RemedyTexts.Code(
                "using var watch = TrainingWatch.Attach(model, optimizer,", $"    options => options.ClipAdaptively({share}));",
                "loss.backward();", "watch.Step(loss);   // in place of optimizer.step()"),
            PyTorch = RemedyTexts.Code(
                "for p in (p for p in model.parameters() if p.grad is not None):",
                $"    limit = {share} * p.detach().norm().clamp(min={floor})",
                "    p.grad.mul_((limit / p.grad.norm().clamp(min=1e-6)).clamp(max=1.0))"),
        };
    }
}

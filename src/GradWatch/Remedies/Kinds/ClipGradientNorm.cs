using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.Remedies.Kinds;

/// <summary>g ← g · min(1, c/‖g‖), c the 90th percentile of the healthy norms. Pascanu, Mikolov and Bengio 2013.</summary>
internal sealed class ClipGradientNorm : IRemedy
{
    private const double WithoutHistory = 1;
    private const double ActsAlready = 0.05;

    /// <inheritdoc/>
    public string Id => "clip_gradient_norm";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        // Clipping passes a NaN on to every weight.
        if (run.Clipping.Share > ActsAlready || run.OutOfTheBlue)
            return null;
        HealthyNorms healthy = HealthyNorms.Of(run, Quantity.GradNorm, WithoutHistory);
        string bound = Setting.Write(healthy.Bound);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["max_norm"] = healthy.Bound },
            Action = RemedyTexts.Say(Id, "action", bound),
            Why = healthy.IsMeasured
                ? RemedyTexts.Say(Id, "why", healthy.First, healthy.Last, healthy.Median)
                : RemedyTexts.Say(Id, "why_default", bound),
            TorchSharp = RemedyTexts.Code(
                "using var watch = TrainingWatch.Attach(model, optimizer,", $"    options => options.ClipGradientNorm({bound}));",
                "loss.backward();", "watch.Step(loss);   // in place of optimizer.step()"),
            PyTorch = RemedyTexts.Code("loss.backward()", $"torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm={bound})", "optimizer.step()"),
        };
    }
}

using GradWatch.Diagnosis.Facts;
using GradWatch.Observations;

namespace GradWatch.Remedies.Kinds;

/// <summary>Each element of the gradient is kept within ±c, c the 90th percentile of the healthy max |g|.</summary>
internal sealed class ClipGradientValue : IRemedy
{
    /// <inheritdoc/>
    public string Id => "clip_gradient_value";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        HealthyNorms healthy = HealthyNorms.Of(run, Quantity.GradMax, otherwise: 0);
        if (!healthy.IsMeasured)
            return null;
        string bound = Setting.Write(healthy.Bound);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["clip_value"] = healthy.Bound },
            Action = RemedyTexts.Say(Id, "action", bound),
            Why = RemedyTexts.Say(Id, "why", healthy.First, healthy.Last),
            TorchSharp = RemedyTexts.Code(
                "using var watch = TrainingWatch.Attach(model, optimizer,", $"    options => options.ClipGradientValue({bound}));",
                "loss.backward();", "watch.Step(loss);   // in place of optimizer.step()"),
            PyTorch = RemedyTexts.Code("loss.backward()", $"torch.nn.utils.clip_grad_value_(model.parameters(), clip_value={bound})", "optimizer.step()"),
        };
    }
}

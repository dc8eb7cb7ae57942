using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>Orthogonal recurrent weights: every singular value is the gain, and its powers stay 1. Saxe et al. 2014.</summary>
internal sealed class OrthogonalRecurrence : IRemedy
{
    private const double Gain = 1;

    /// <inheritdoc/>
    public string Id => "orthogonal_recurrence";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        string gain = Setting.Write(Gain);
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double> { ["gain"] = Gain },
            Action = RemedyTexts.Say(Id, "action", gain),
            Why = RemedyTexts.Say(Id, "why"),
            TorchSharp = RemedyTexts.Code(
                "foreach (var (name, w) in model.named_parameters().Where(p => p.name.Contains(\"weight_hh\")))",
                $"    Initialization.Orthogonal(w, gain: {gain}, blocks: (int)(w.shape[0] / w.shape[1]));"),
            PyTorch = RemedyTexts.Code(
                "for name, w in model.named_parameters():", "    if \"weight_hh\" in name:", $"        torch.nn.init.orthogonal_(w, gain={gain})"),
        };
    }
}

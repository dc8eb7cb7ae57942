using GradWatch.Diagnosis.Facts;

namespace GradWatch.Remedies.Kinds;

/// <summary>A normalization after each layer: whatever it multiplies by, the next one is given size 1. Ba, Kiros and Hinton 2016.</summary>
internal sealed class AddNormalization : IRemedy
{
    private static readonly string[] Marks = ["bn", "norm", "ln"];

    /// <inheritdoc/>
    public string Id => "add_normalization";

    /// <inheritdoc/>
    public Remedy? Prescribe(RunFacts run)
    {
        if (run.Profile is { } known && known.Layers.Any(layer => Array.Exists(Marks, mark => layer.Name.Contains(mark, StringComparison.OrdinalIgnoreCase))))
            return null;
        return new Remedy
        {
            Id = Id,
            Parameters = new Dictionary<string, double>(),
            Action = RemedyTexts.Say(Id, "action"),
            Why = run.Profile is { Decades: > 1 } profile
                ? RemedyTexts.Say(Id, "why", Math.Pow(10, Math.Abs(profile.DecadesPerLayer)), profile.Layers.Count)
                : RemedyTexts.Say(Id, "why_unknown"),
            TorchSharp = RemedyTexts.Code("var block = torch.nn.Sequential(", "    torch.nn.Linear(width, width), torch.nn.LayerNorm(width), torch.nn.ReLU());"),
            PyTorch = RemedyTexts.Code("block = torch.nn.Sequential(", "    torch.nn.Linear(width, width), torch.nn.LayerNorm(width), torch.nn.ReLU())"),
        };
    }
}

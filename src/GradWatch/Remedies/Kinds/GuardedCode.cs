using GradWatch.Diagnosis.Origins;

namespace GradWatch.Remedies.Kinds;

/// <summary>The lines that keep an operation away from its edge, in both frameworks.</summary>
/// <param name="TorchSharp">In TorchSharp.</param>
/// <param name="PyTorch">In PyTorch.</param>
internal readonly record struct GuardedCode(string TorchSharp, string PyTorch)
{
    /// <summary>The lines for an operation; those for a logarithm where none is known.</summary>
    internal static GuardedCode Of(OriginOperation operation, string epsilon) => operation switch
    {
        OriginOperation.ZeroOverZero => Line(
            $"var quotient = a / b.clamp_min({epsilon});  // b not negative", $"quotient = a / b.clamp_min({epsilon})  # b not negative"),
        OriginOperation.RootSlopeAtZero => Line($"var root = (x + {epsilon}).sqrt();", $"root = (x + {epsilon}).sqrt()"),
        OriginOperation.ZeroNorm => new(
            RemedyTexts.Code($"var norm = (x.pow(2).sum(-1, keepdim: true) + {epsilon}).sqrt();", "var unit = x / norm;"),
            RemedyTexts.Code($"norm = (x.pow(2).sum(-1, keepdim=True) + {epsilon}).sqrt()", "unit = x / norm")),
        OriginOperation.NegativeArgument => Line($"x = x.clamp_min({epsilon});", $"x = x.clamp_min({epsilon})"),
        OriginOperation.MaskedRow => Line("scores = scores.masked_fill(mask, -1e9);", "scores = scores.masked_fill(mask, -1e9)"),
        OriginOperation.ExpOverflow => new(
            RemedyTexts.Code("var shifted = x - x.amax([-1L], keepdim: true);", "var p = shifted.exp() / shifted.exp().sum(-1, keepdim: true);"),
            RemedyTexts.Code("shifted = x - x.amax(-1, keepdim=True)", "p = shifted.exp() / shifted.exp().sum(-1, keepdim=True)")),
        _ => new(
            RemedyTexts.Code($"p = p.clamp({epsilon}, 1 - {epsilon});", "var loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean();"),
            RemedyTexts.Code($"p = p.clamp({epsilon}, 1 - {epsilon})", "loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean()")),
    };

    private static GuardedCode Line(string torchSharp, string pyTorch) => new(torchSharp, pyTorch);
}

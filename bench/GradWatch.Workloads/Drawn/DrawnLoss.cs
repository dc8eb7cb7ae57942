using GradWatch.Workloads.Data;
using GradWatch.Workloads.Scenarios;
using static TorchSharp.torch;

namespace GradWatch.Workloads.Drawn;

/// <summary>The loss of a plan, from what its network returns.</summary>
internal static class DrawnLoss
{
    private const double Epsilon = 1e-8;

    internal static Tensor Of(Plan plan, Tensor outputs, Tensor targets) => plan.Problem switch
    {
        Problem.Classification or Problem.Stripes => nn.functional.cross_entropy(outputs, targets),
        Problem.Text => nn.functional.cross_entropy(outputs.reshape(-1, MarkovText.Letters), targets.reshape(-1)),
        Problem.Binary when plan.Fault.Is(FaultKind.LogOfZero) => Recipe.BinaryByHand(outputs, targets),
        Problem.Binary => nn.functional.binary_cross_entropy_with_logits(outputs, targets),
        Problem.Distances => nn.functional.mse_loss(Apart(outputs, plan.Fault.Is(FaultKind.RootOfZero) ? 0 : Epsilon), targets),
        _ => nn.functional.mse_loss(outputs, targets),
    };

    private static Tensor Apart(Tensor outputs, double epsilon)
    {
        Tensor[] pair = outputs.chunk(2, 0);
        return ((pair[0] - pair[1]).pow(2).sum(1) + epsilon).sqrt();
    }
}

using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Rates;

/// <summary>Makes an optimizer step with a share of the scheduled learning rates, which are put back right after it.</summary>
/// <remarks>So no scheduler ever sees the cut: one that multiplies the rate it finds cannot cut it twice, one that computes the rate anew
/// cannot lose the cut. A rate that somebody set while it was cut is left as they set it.</remarks>
internal sealed class RateCut(IReadOnlyList<optim.Optimizer> optimizers)
{
    private readonly IEnumerable<optim.ILearningRateController>[] _groups = [.. optimizers.Select(optimizer => optimizer.ParamGroups ?? [])];
    private readonly List<(optim.ILearningRateController Group, double Scheduled, double Written)> _cut = [];

    /// <summary>Cuts every group's rate; a share of 1 touches nothing.</summary>
    internal void Cut(double share)
    {
        if (share == 1)
            return;
        foreach (IEnumerable<optim.ILearningRateController> groups in _groups)
        {
            foreach (optim.ILearningRateController group in groups)
            {
                double scheduled = group.LearningRate;
                group.LearningRate = scheduled * share;
                _cut.Add((group, scheduled, group.LearningRate));
            }
        }
    }

    /// <summary>Puts the scheduled rates back.</summary>
    internal void PutBack()
    {
        foreach ((optim.ILearningRateController group, double scheduled, double written) in _cut)
        {
            if (group.LearningRate == written)
                group.LearningRate = scheduled;
        }
        _cut.Clear();
    }
}

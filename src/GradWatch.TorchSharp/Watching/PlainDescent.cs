using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Whether a step is w ← w − lr·g with one rate for all: then ‖Δw‖ = lr·‖g‖ without reading a weight.</summary>
/// <remarks>Up to what rounding keeps of w − lr·g: where the update is below a millionth of the weights the applied change was seen to be
/// 3 % smaller.</remarks>
internal sealed class PlainDescent(IReadOnlyList<optim.Optimizer> optimizers)
{
    /// <summary>The rate; null when momentum, weight decay or different rates make the step another one.</summary>
    internal double? Rate
    {
        get
        {
            if (optimizers.Count != 1 || optimizers[0] is not SGD sgd || sgd.ParamGroups is not IReadOnlyList<ParamGroup> groups)
                return null;
            double rate = groups[0].LearningRate;
            for (int i = 0; i < groups.Count; i++)
            {
                if (groups[i].Options is not SGD.Options { momentum: 0 or null, weight_decay: 0 or null } || groups[i].LearningRate != rate)
                    return null;
            }
            return rate;
        }
    }
}

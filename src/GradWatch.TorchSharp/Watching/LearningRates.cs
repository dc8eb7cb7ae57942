using GradWatch.Observations;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>The learning rate of each parameter group, in a series each: without a component when there is one group.</summary>
internal sealed class LearningRates
{
    private readonly IReadOnlyList<optim.ILearningRateController>[] _groups;
    private Series[] _series = [];

    internal LearningRates(IReadOnlyList<optim.Optimizer> optimizers)
    {
        // The lists are the optimizers' own: groups that are added later appear in them.
        _groups = [.. optimizers.Select(optimizer => optimizer.ParamGroups as IReadOnlyList<optim.ILearningRateController> ?? [])];
        NameSeries();
    }

    /// <summary>How many groups there are now.</summary>
    internal int Count
    {
        get
        {
            int count = 0;
            foreach (IReadOnlyList<optim.ILearningRateController> groups in _groups)
                count += groups.Count;
            return count;
        }
    }

    internal void Publish(TrainingMonitor monitor, long step)
    {
        if (_series.Length != Count)
            NameSeries();
        int at = 0;
        foreach (IReadOnlyList<optim.ILearningRateController> groups in _groups)
        {
            for (int i = 0; i < groups.Count; i++)
                monitor.Observe(new Observation(step, _series[at++], groups[i].LearningRate));
        }
    }

    // The first group keeps its series when others join it.
    private void NameSeries() =>
        _series = [.. Enumerable.Range(0, Count).Select(i => new Series(Quantity.LearningRate, null, i == 0 ? null : $"learning_rate/group{i}"))];
}

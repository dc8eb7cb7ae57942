using GradWatch.Statistics;
using GradWatch.TorchSharp.Watching;
using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Reading;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Rates;

/// <summary>The training steps of a range test. It leaves the weights where they ended.</summary>
internal sealed class RangeTest : IDisposable
{
    private readonly optim.Optimizer _optimizer;
    private readonly Func<Tensor> _loss;
    private readonly LearningRateFinderOptions _options;
    private readonly (Parameter Live, Tensor Before)[] _weights;
    private readonly (optim.ILearningRateController Group, double Share)[] _groups;

    internal RangeTest(optim.Optimizer optimizer, Func<Tensor> loss, LearningRateFinderOptions options)
    {
        (_optimizer, _loss, _options) = (optimizer, loss, options);
        _weights = [.. optimizer.parameters().Select(weight => (weight, weight.detach().clone().DetachFromDisposeScope()))];
        optim.ILearningRateController[] groups = [.. optimizer.ParamGroups ?? []];
        double first = groups.Length > 0 && groups[0].LearningRate > 0 ? groups[0].LearningRate : 1;
        _groups = [.. groups.Select(group => (group, group.LearningRate > 0 ? group.LearningRate / first : 1))];
    }

    /// <summary>The steps, up to the first that is not finite or far above the best.</summary>
    internal IReadOnlyList<LearningRatePoint> Run()
    {
        List<LearningRatePoint> points = [];
        var course = new LossCourse(_options);
        for (int step = 0; step < _options.Steps; step++)
        {
            double rate = _options.Lowest * Math.Pow(_options.Highest / _options.Lowest, step / (_options.Steps - 1.0));
            foreach ((optim.ILearningRateController group, double share) in _groups)
                group.LearningRate = rate * share;
            (double loss, double ratio) = Step();
            points.Add(new LearningRatePoint(rate, loss, course.Add(loss), ratio));
            if (course.Diverges || !double.IsFinite(ratio))
                break;
        }
        return points;
    }

    public void Dispose()
    {
        foreach ((_, Tensor before) in _weights)
            before.Dispose();
    }

    private (double Loss, double UpdateRatio) Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.zero_grad();
        Tensor loss = _loss();
        double value = LossReader.Read(loss);
        if (!double.IsFinite(value))
            return (value, double.NaN);
        loss.backward();
        using (no_grad())
        {
            foreach ((Parameter live, Tensor before) in _weights)
                before.copy_(live);
        }
        _optimizer.step();
        TensorStatistics size = default, change = default;
        using (no_grad())
        {
            foreach ((Parameter live, Tensor before) in _weights)
            {
                size += TensorReading.Statistics(before);
                change += TensorReading.Statistics(live.detach().sub(before));
            }
        }
        return (value, change.NonFinite > 0 ? double.NaN : size.L2 > 0 ? change.L2 / size.L2 : 0);
    }
}

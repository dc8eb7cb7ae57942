using GradWatch.Statistics;
using GradWatch.TorchSharp.Weights.Reading;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights;

/// <summary>Layer-sequential unit variance: one layer after the other, in the order in which they run.</summary>
/// <remarks>Buffers (the running statistics of a batch normalization) and torch's random numbers are as before when it ends.</remarks>
internal sealed class UnitVariance(nn.Module model, Action run, UnitVarianceOptions options)
{
    private readonly List<Layer> _order = [];
    private Layer? _measured;
    private TensorStatistics _output;

    internal InitializationReport Scale()
    {
        IReadOnlyList<ModelWeight> weights = ModelWeights.Of(model);
        double[] before = [.. weights.Select(weight => TensorReading.Statistics(weight.Tensor).StandardDeviation)];
        QuietRun.Of(model, () => Scale([.. weights.Where(CanScale).Select(weight => new Layer(weight))]));
        return new InitializationReport { Tensors = [.. weights.Select((weight, i) => Told(weight, before[i]))] };
    }

    private void Scale(Layer[] layers)
    {
        HookRemoval[] hooks = [.. layers.Select(Watch)];
        try
        {
            Run(null);
            if (options.OrthogonalFirst)
                Draw();
            foreach (Layer layer in _order.ToArray())
                Fit(layer);
        }
        finally
        {
            Array.ForEach(hooks, hook => hook.Dispose());
        }
    }

    private static bool CanScale(ModelWeight weight) =>
        weight.Kind == WeightKind.Feedforward && weight.Tensor.requires_grad && weight.Owner is nn.Module<Tensor, Tensor>
        && !ModuleRole.IsAttention(weight.Owner);

    private void Draw()
    {
        using Generator? generator = options.Seed is { } seed ? new Generator((ulong)seed, CPU) : null;
        foreach (Layer layer in _order)
            Initialization.Orthogonal(layer.Weight.Tensor, generator: generator);
    }

    private HookRemoval Watch(Layer layer) => new(((nn.Module<Tensor, Tensor>)layer.Weight.Owner).register_forward_hook((_, _, output) =>
    {
        if (!_order.Contains(layer))
            _order.Add(layer);
        if (layer == _measured)
            _output += TensorReading.Statistics(output);
        return output;
    }));

    private void Fit(Layer layer)
    {
        for (int i = 0; i < options.MostRuns; i++)
        {
            Run(layer);
            double deviation = _output.StandardDeviation;
            if (_output.NonFinite > 0 || !(deviation > 0))
                return;
            layer.Scaled = true;
            if (Math.Abs(deviation * deviation - 1) <= options.Tolerance)
                return;
            layer.Weight.Tensor.div_(deviation);
        }
    }

    private void Run(Layer? measured)
    {
        (_measured, _output) = (measured, default);
        using DisposeScope scope = NewDisposeScope();
        run();
    }

    private InitializedTensor Told(ModelWeight weight, double before)
    {
        Layer? layer = _order.Find(layer => layer.Weight == weight);
        return new InitializedTensor
        {
            Name = weight.Name,
            Shape = weight.Tensor.shape,
            Rule = RuleOf(weight, layer),
            Before = before,
            After = TensorReading.Statistics(weight.Tensor).StandardDeviation,
        };
    }

    private string RuleOf(ModelWeight weight, Layer? layer)
    {
        if (layer is not null)
            return layer.Scaled ? "unit_variance" : options.OrthogonalFirst ? "orthogonal" : "kept";
        return !weight.Tensor.requires_grad ? "kept_frozen" : CanScale(weight) ? "kept_not_run" : "kept";
    }

    private sealed class Layer(ModelWeight weight)
    {
        internal ModelWeight Weight { get; } = weight;

        internal bool Scaled { get; set; }
    }

    private sealed class HookRemoval(nn.Module<Tensor, Tensor>.HookRemover hook) : IDisposable
    {
        public void Dispose() => hook.remove();
    }
}

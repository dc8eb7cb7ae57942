using GradWatch.Observations;
using GradWatch.Statistics;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>One tensor that the optimizer steps, with the series of its observations and what the last step's gradient was.</summary>
internal sealed class WatchedParameter(string name, Tensor tensor)
{
    /// <summary>The name in the model, e.g. <c>encoder.0.weight</c>.</summary>
    internal string Name { get; } = name;

    internal Tensor Tensor { get; } = tensor;

    internal Series GradNorm { get; } = new(Quantity.GradNorm, name);

    internal Series GradMax { get; } = new(Quantity.GradMax, name);

    internal Series GradNonFinite { get; } = new(Quantity.GradNonFinite, name);

    internal Series ParamNorm { get; } = new(Quantity.ParamNorm, name);

    internal Series ParamMax { get; } = new(Quantity.ParamMax, name);

    internal Series UpdateNorm { get; } = new(Quantity.UpdateNorm, name);

    internal Series UpdateRatio { get; } = new(Quantity.UpdateRatio, name);

    internal Series Displacement { get; } = new(Quantity.Displacement, name);

    /// <summary>False when the last backward pass left no gradient here: frozen, or not used.</summary>
    internal bool HasGradient { get; set; }

    /// <summary>Of the last gradient, before clipping.</summary>
    internal TensorStatistics Gradient { get; set; }

    /// <summary>True when the tensor was disposed under the optimizer: <c>module.to(…)</c> replaces parameters.</summary>
    internal bool IsGone => Tensor.IsInvalid;

    /// <summary>Where the parts of its gradient begin among all; below zero when it was not read in place.</summary>
    internal int Part { get; set; }

    /// <summary>How many parts there are; of a gradient that was not read in place, its number among those.</summary>
    internal int PartCount { get; set; }

    /// <summary>What is kept of its weights; null until they are first read.</summary>
    internal WatchedWeights? Weights { get; set; }
}

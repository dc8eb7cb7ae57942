using GradWatch.TorchSharp.Weights.Reading;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights;

/// <summary>Draws weights whose size fits their layers: signals and gradients then keep theirs from layer to layer and step to step.</summary>
public static class Initialization
{
    /// <summary>Sets every weight of a model by its module and the activation that follows it.</summary>
    /// <remarks>He before rectifying functions, Xavier elsewhere, orthogonal for what leads from one time step to the next (each gate by
    /// itself), biases 0, the forget gates of an LSTM 1. Kept as they are: normalizations, embeddings and what is tied to them,
    /// frozen tensors, parameters of unknown use.</remarks>
    public static InitializationReport Apply(nn.Module model, InitializationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new InitializationOptions();
        using Generator? generator = options.Seed is { } seed ? new Generator((ulong)seed, CPU) : null;
        var rules = new WeightRules(options, generator);
        return new InitializationReport { Tensors = [.. ModelWeights.Of(model, options.ActivationOf).Select(rules.Set)] };
    }

    /// <summary>The same, by the functions that a run of the model shows, also those that are called in somebody's <c>forward</c>.</summary>
    /// <param name="model">Its layers are seen as they are called by <c>call</c>.</param>
    /// <param name="run">Runs the model on a batch, once.</param>
    /// <param name="options">What <c>ActivationOf</c> says comes before what is seen.</param>
    public static InitializationReport Apply(nn.Module model, Action run, InitializationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new InitializationOptions();
        return Apply(model, options with { ActivationOf = Told.Or(options.ActivationOf, SeenActivations.Of(model, run)) });
    }

    /// <summary>He et al. 2015, deviation gain/√fan: for a weight [out, in, kernel…] before a rectifying function.</summary>
    /// <param name="weight">Filled in place, whatever its type and device; an array of at least two dimensions.</param>
    /// <param name="activation">What follows; ReLU when null.</param>
    /// <param name="distribution">Gaussian or even.</param>
    /// <param name="outgoing">By the outgoing fan instead of the incoming one.</param>
    /// <param name="generator">Random numbers; torch's own when null.</param>
    public static void He(
        Tensor weight, Activation? activation = null, WeightDistribution distribution = WeightDistribution.Normal, bool outgoing = false,
        Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        WeightFill.Random(weight, Fans.Of(weight.shape).He(activation ?? Activation.Relu, outgoing), distribution, generator);
    }

    /// <summary>Glorot and Bengio 2010, deviation gain·√(2/(fan_in + fan_out)): for a weight [out, in, kernel…] before a function that keeps
    /// or saturates.</summary>
    /// <param name="weight">Filled in place, whatever its type and device; an array of at least two dimensions.</param>
    /// <param name="activation">What follows; nothing when null.</param>
    /// <param name="distribution">Gaussian or even.</param>
    /// <param name="generator">Random numbers; torch's own when null.</param>
    public static void Xavier(
        Tensor weight, Activation? activation = null, WeightDistribution distribution = WeightDistribution.Normal,
        Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        WeightFill.Random(weight, Fans.Of(weight.shape).Xavier(activation ?? Activation.Linear), distribution, generator);
    }

    /// <summary>Saxe et al. 2014: rows or columns, whichever are fewer, are orthogonal and of length <paramref name="gain"/>.</summary>
    /// <param name="weight">Filled in place, whatever its type and device; dimensions after the first count as one.</param>
    /// <param name="gain">Every singular value.</param>
    /// <param name="blocks">Equal blocks of rows that are orthogonal each by itself: 4 for the gates of an LSTM, 3 for a GRU.</param>
    /// <param name="generator">Random numbers; torch's own when null.</param>
    public static void Orthogonal(Tensor weight, double gain = 1, int blocks = 1, Generator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        if (weight.dim() < 2 || weight.numel() == 0 || weight.shape[0] % blocks != 0)
            throw new ArgumentException($"a weight of two dimensions, its rows a multiple of {blocks}, is needed", nameof(weight));
        WeightFill.EachBlock(weight, blocks, block => WeightFill.Orthogonal(block, gain, generator));
    }

    /// <summary>Scales each layer until its output over a batch has variance 1: LSUV, Mishkin and Matas 2015.</summary>
    /// <param name="model">Its hidden layers are seen as they are called by <c>call</c>; one that runs by <c>forward</c> alone is kept.</param>
    /// <param name="run">Runs the model on a batch of the training data; it is called a few times for each layer.</param>
    /// <param name="options">Tolerance and what comes first.</param>
    public static InitializationReport ToUnitVariance(nn.Module model, Action run, UnitVarianceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        return new UnitVariance(model, run, options ?? new UnitVarianceOptions()).Scale();
    }

    /// <inheritdoc cref="ToUnitVariance(nn.Module, Action, UnitVarianceOptions?)"/>
    /// <param name="model">Its layers are seen as they are called by <c>call</c>.</param>
    /// <param name="batch">A batch of the training data.</param>
    /// <param name="options">Tolerance and what comes first.</param>
    public static InitializationReport ToUnitVariance(nn.Module<Tensor, Tensor> model, Tensor batch, UnitVarianceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ToUnitVariance(model, () => model.call(batch).Dispose(), options);
    }
}

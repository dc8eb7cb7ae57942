using GradWatch.TorchSharp.Checks;
using GradWatch.TorchSharp.Architecture;
using GradWatch.TorchSharp.Inputs;
using GradWatch.TorchSharp.Weights;
using GradWatch.TorchSharp.Weights.Reading;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp;

/// <summary>All checks before training in one answer: weights, architecture and, with a batch, inputs.</summary>
public static class Preflight
{
    /// <summary>Of a model alone.</summary>
    public static PreflightReport Check(nn.Module model, PreflightOptions? options = null)
    {
        options ??= new PreflightOptions();
        return new PreflightReport
        {
            Initialization = InitializationCheck.Of(model, options.Initialization),
            Architecture = ArchitectureCheck.Of(model, options.Architecture),
        };
    }

    /// <summary>Of a model and the inputs of a batch, which it is run on three times. The model is left as it is.</summary>
    public static PreflightReport Check(nn.Module<Tensor, Tensor> model, Tensor batch, PreflightOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Check(model, batch, () => model.call(batch).Dispose(), options);
    }

    /// <summary>Of a model of any signature.</summary>
    /// <param name="model">Left as it is; buffers and random numbers are put back after the run.</param>
    /// <param name="batch">The inputs of a batch.</param>
    /// <param name="run">Runs the model on the batch.</param>
    /// <param name="options">Options of the checks.</param>
    public static PreflightReport Check(nn.Module model, Tensor batch, Action run, PreflightOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(run);
        options ??= new PreflightOptions();
        IReadOnlyDictionary<string, Activation> functions = SeenActivations.Of(model, run);
        InitializationCheckOptions initialization = options.Initialization;
        initialization = initialization with { ActivationOf = Told.Or(initialization.ActivationOf, functions) };
        return new PreflightReport
        {
            Initialization = InitializationCheck.Of(model, initialization),
            Architecture = ArchitectureCheck.Of(model, run, options.Architecture),
            Inputs = InputCheck.Of(batch, options.Inputs),
        };
    }
}

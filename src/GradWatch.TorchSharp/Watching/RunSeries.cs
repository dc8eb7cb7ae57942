using GradWatch.Observations;

namespace GradWatch.TorchSharp.Watching;

/// <summary>The series of the whole run, made once.</summary>
internal sealed class RunSeries
{
    internal Series Loss { get; } = new(Quantity.Loss);

    internal Series LearningRate { get; } = new(Quantity.LearningRate);

    internal Series LossScale { get; } = new(Quantity.LossScale);

    internal Series GradNorm { get; } = new(Quantity.GradNorm);

    internal Series GradNormClipped { get; } = new(Quantity.GradNormClipped);

    internal Series ClipCoefficient { get; } = new(Quantity.ClipCoefficient);

    internal Series GradMax { get; } = new(Quantity.GradMax);

    internal Series GradNonFinite { get; } = new(Quantity.GradNonFinite);

    internal Series ParamNorm { get; } = new(Quantity.ParamNorm);

    internal Series ParamMax { get; } = new(Quantity.ParamMax);

    internal Series UpdateNorm { get; } = new(Quantity.UpdateNorm);

    internal Series UpdateRatio { get; } = new(Quantity.UpdateRatio);

    internal Series Displacement { get; } = new(Quantity.Displacement);
}

using GradWatch.Observations;
using GradWatch.TorchSharp;

namespace GradWatch.Workloads.Recording;

/// <summary>A row of a recorded run; NaN where nothing was measured.</summary>
internal sealed class RecordedStep(long step)
{
    private readonly Dictionary<string, double> _tensorNorms = [];

    internal long Step => step;

    internal double GradNorm { get; private set; } = double.NaN;

    internal double GradMax { get; private set; } = double.NaN;

    internal double LearningRate { get; private set; } = double.NaN;

    /// <summary>The scale after the step; null without loss scaling.</summary>
    internal double? LossScale { get; private set; }

    internal StepResult Result { get; set; }

    internal WeightChange Weights { get; set; }

    /// <summary>L2 norms of the gradients of the tensors that have one.</summary>
    internal IReadOnlyDictionary<string, double> TensorNorms => _tensorNorms;

    internal int NonFiniteTensors => _tensorNorms.Values.Count(norm => !double.IsFinite(norm));

    internal void Take(Series series, double value)
    {
        switch (series.Quantity)
        {
            case Quantity.GradNorm when series.Tensor is { } tensor:
                _tensorNorms[tensor] = value;
                break;
            case Quantity.GradNorm:
                GradNorm = value;
                break;
            case Quantity.GradMax when series.IsOfRun:
                GradMax = value;
                break;
            case Quantity.LearningRate:
                LearningRate = value;
                break;
            case Quantity.LossScale:
                LossScale = value;
                break;
        }
    }
}

namespace GradWatch.TorchSharp;

public sealed partial class WatchOptions
{
    /// <summary>At which steps the weights are read; null for never.</summary>
    internal SamplingSchedule? Weights { get; private set; } = new();

    /// <summary>Whether the change of a step is measured.</summary>
    internal bool Updates { get; private set; } = true;

    /// <summary>Whether the way from the first weights is measured.</summary>
    internal bool Displacement { get; private set; } = true;

    /// <summary>Whether there is a series of each tensor beside those of the whole model.</summary>
    internal bool Tensors { get; private set; } = true;

    /// <summary>Loss scaling of half precision; null when there is none.</summary>
    internal DynamicLossScale? LossScale { get; private set; }

    /// <summary>For tests: no memory is read in place, as if the model were on another device.</summary>
    internal bool NeverInPlace { get; set; }

    /// <summary>Reads the weights at other steps than usual.</summary>
    public WatchOptions ReadWeights(SamplingSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        Weights = schedule;
        return this;
    }

    /// <summary>Does not read the weights: no copies of them, and no word on update ratios, weight norms and displacement.</summary>
    public WatchOptions WithoutWeights()
    {
        Weights = null;
        return this;
    }

    /// <summary>Does not measure what a step changes. Saves a copy of the weights.</summary>
    public WatchOptions WithoutUpdates()
    {
        Updates = false;
        return this;
    }

    /// <summary>Does not measure how far the weights are from the first ones. Saves a copy of the weights.</summary>
    public WatchOptions WithoutDisplacement()
    {
        Displacement = false;
        return this;
    }

    /// <summary>Observes the model as a whole and not each tensor: for models of thousands of tensors. Where it began is then not told.</summary>
    public WatchOptions WithoutTensors()
    {
        Tensors = false;
        return this;
    }

    /// <summary>Takes the loss scale out of the gradients, skips steps that overflow and adapts the scale. Multiply the loss before <c>backward()</c>:
    /// <c>scale.Scale(loss).backward(); watch.Step(loss);</c></summary>
    public WatchOptions ScaleLoss(DynamicLossScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        LossScale = scale;
        return this;
    }
}

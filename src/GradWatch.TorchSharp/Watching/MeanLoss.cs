namespace GradWatch.TorchSharp.Watching;

/// <summary>The mean of the losses of one step: of one, or of the parts whose gradients were accumulated.</summary>
internal sealed class MeanLoss
{
    private double _sum;

    internal int Count { get; private set; }

    internal void Add(double loss)
    {
        _sum += loss;
        Count++;
    }

    /// <summary>The mean, NaN when there is none; begins the next step.</summary>
    internal double Take()
    {
        double mean = _sum / Count;
        _sum = Count = 0;
        return mean;
    }
}

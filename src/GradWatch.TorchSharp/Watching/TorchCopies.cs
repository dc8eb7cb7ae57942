using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Copies of weights on their own device, compared there.</summary>
internal sealed class TorchCopies : IDisposable
{
    private Tensor? _first;
    private Tensor? _before;

    /// <summary>Copies weights before a step.</summary>
    internal void Keep(Tensor weights, bool before, bool first)
    {
        if (first && !IsLike(_first, weights))
            Keep(ref _first, weights);
        if (before)
            Keep(ref _before, weights);
    }

    /// <summary>Adds the rows of what the step changed and of the way from the first weights; of what is not kept, of nothing.</summary>
    /// <returns>The number of the first row.</returns>
    internal int Compare(Tensor weights, TorchStatistics statistics)
    {
        int place = statistics.Add(Less(weights, _before));
        statistics.Add(Less(weights, _first));
        return place;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first?.Dispose();
        _before?.Dispose();
        (_first, _before) = (null, null);
    }

    private static void Keep(ref Tensor? copy, Tensor weights)
    {
        copy?.Dispose();
        using Tensor detached = weights.detach();
        copy = detached.clone().DetachFromDisposeScope();
    }

    // Half precision is widened first: the change of a step is far below what it can hold beside the weights.
    private static Tensor Less(Tensor weights, Tensor? reference)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        if (!IsLike(reference, weights))
            return zeros(0, device: weights.device).MoveToOuterDisposeScope();
        ScalarType type = weights.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        return (weights.to(type) - reference!.to(type)).MoveToOuterDisposeScope();
    }

    private static bool IsLike(Tensor? copy, Tensor weights) =>
        copy is not null && copy.dtype == weights.dtype && copy.numel() == weights.numel() && copy.device_type == weights.device_type;
}

using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Watching;

/// <summary>What is kept of the weights of one parameter: copies of the first ones and of those before a step, and what was read.</summary>
internal sealed unsafe class WatchedWeights : IDisposable
{
    private readonly NativeBlock _firstBlock = new();
    private readonly NativeBlock _beforeBlock = new();

    /// <summary>The first weights seen; empty where they are not kept or not read in place.</summary>
    internal TensorMemory First { get; private set; }

    /// <summary>The weights before the step; empty where they are not kept or not read in place.</summary>
    internal TensorMemory Before { get; private set; }

    /// <summary>The copies of weights that are not read in place.</summary>
    internal TorchCopies Elsewhere { get; } = new();

    /// <summary>Where its parts, or its rows among what torch computes, begin in the reading under way.</summary>
    internal int Place { get; set; }

    /// <summary>How many parts; 0 when torch computes.</summary>
    internal int Parts { get; set; }

    /// <summary>False when the reading under way does not have these weights.</summary>
    internal bool IsRead { get; set; }

    /// <summary>Of the first weights seen.</summary>
    internal TensorStatistics FirstStatistics { get; set; }

    /// <summary>Of the weights before the step.</summary>
    internal TensorStatistics BeforeStatistics { get; set; }

    /// <summary>Of the weights after the step less those before it.</summary>
    internal TensorStatistics Change { get; set; }

    /// <summary>Of the weights after the step less the first ones.</summary>
    internal TensorStatistics Displacement { get; set; }

    /// <summary>Room for a copy of the weights before a step.</summary>
    internal void KeepBefore(in TensorMemory weights)
    {
        if (Before.IsLike(weights))
            return;
        _beforeBlock.Reserve(weights.Bytes);
        Before = weights.At(_beforeBlock.At(0));
    }

    /// <summary>Copies the first weights, once; again when their type or size has changed.</summary>
    internal void KeepFirst(in TensorMemory weights)
    {
        if (First.IsLike(weights))
            return;
        _firstBlock.Reserve(weights.Bytes);
        First = weights.At(_firstBlock.At(0));
        FirstStatistics = weights.Copy(First);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _firstBlock.Dispose();
        _beforeBlock.Dispose();
        Elsewhere.Dispose();
        (First, Before) = (default, default);
    }
}

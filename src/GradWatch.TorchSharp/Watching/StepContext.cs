using GradWatch.Observations;
using GradWatch.Statistics;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>The optimizer step in progress: what was measured, and what guard and tracer make of it. One object, used again each step.</summary>
internal sealed class StepContext
{
    internal long Step { get; set; }

    /// <summary>NaN when none was given (see <see cref="HasLoss"/>).</summary>
    internal double Loss { get; set; } = double.NaN;

    internal bool HasLoss { get; set; }

    /// <summary>All gradients together, before clipping and without loss scale; each parameter holds its own.</summary>
    internal TensorStatistics Gradients { get; set; }

    /// <summary>False when no parameter has a gradient: <c>backward()</c> was not called.</summary>
    internal bool HasGradients { get; set; }

    /// <summary>What the loss was multiplied with; 1 without loss scaling. Gradients in memory are already divided by it.</summary>
    internal double LossScale { get; set; } = 1;

    /// <summary>Computes the loss of this step again, where the loop gave a way to; for a trace.</summary>
    internal Func<Tensor>? Replay { get; set; }

    /// <summary>The ids of the batch, where the loop named them.</summary>
    internal IReadOnlyList<long>? Batch { get; set; }

    /// <summary>Set by a guard: the optimizer is not stepped.</summary>
    internal bool Skip { get; set; }

    /// <summary>Set by a guard that clips: the factor it applied; null where none clips.</summary>
    internal double? ClipCoefficient { get; set; }

    /// <summary>Set by a guard that clips: the L2 norm of all gradients after it.</summary>
    internal double? ClippedNorm { get; set; }

    /// <summary>A loss or a gradient element that is NaN or infinite.</summary>
    internal bool IsNonFinite => Gradients.NonFinite > 0 || (HasLoss && !double.IsFinite(Loss));

    /// <summary>The norm as it is observed: of a gradient with non-finite elements not finite either.</summary>
    internal double ObservedNorm => Gradients.ObservedNorm();

    internal void Begin(long step)
    {
        Step = step;
        Loss = double.NaN;
        HasLoss = HasGradients = Skip = false;
        Gradients = default;
        LossScale = 1;
        Replay = null;
        ClipCoefficient = ClippedNorm = null;
    }
}

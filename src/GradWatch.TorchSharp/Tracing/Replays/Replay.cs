using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>What a second run of a step showed.</summary>
internal sealed record Replay
{
    internal required IReadOnlyList<Moment> Forward { get; init; }

    internal required IReadOnlyList<Moment> Backward { get; init; }

    /// <summary>Null when the loss was not computed, or is no number.</summary>
    internal TensorReading? Loss { get; init; }

    /// <summary>The loss; NaN also when it was not computed.</summary>
    internal double LossValue { get; init; } = double.NaN;

    /// <summary>The gradients of the parameters, by name, of those that have one.</summary>
    internal IReadOnlyDictionary<string, TensorReading> Gradients { get; init; } = new Dictionary<string, TensorReading>();

    /// <summary>What the user's code or the backward pass threw; null when nothing was.</summary>
    internal Exception? Thrown { get; init; }

    /// <summary>A fault of the watching itself, on which it went on with fewer readings; null when there was none.</summary>
    internal Exception? Fault { get; init; }

    /// <summary>The first operation of the backward pass that returned NaN, by libtorch's name (<c>LogBackward0</c>); null when not asked or none did.</summary>
    internal string? Node { get; init; }

    /// <summary>True where a value that is not finite came up.</summary>
    internal bool IsNonFinite => Loss is { IsFinite: false } || Gradients.Values.Any(gradient => !gradient.IsFinite);
}

namespace GradWatch.TorchSharp.Tracing.Replays;

/// <summary>What was seen of a call, in the order of time.</summary>
internal enum MomentKind
{
    /// <summary>The call begins.</summary>
    Entered,
    /// <summary>The call returns.</summary>
    Left,
    /// <summary>A gradient reaches one of its outputs.</summary>
    OutputGradient,
    /// <summary>A gradient leaves through one of its inputs.</summary>
    InputGradient,
}

/// <summary>Something seen of a call.</summary>
/// <param name="Kind">What.</param>
/// <param name="Call">Of which call.</param>
/// <param name="Readings">The tensors seen.</param>
internal readonly record struct Moment(MomentKind Kind, ModuleCall Call, IReadOnlyList<TensorReading> Readings)
{
    /// <summary>The first reading that holds what is not finite, masks of attention left out; null when all are in order.</summary>
    internal TensorReading? Bad => Readings.FirstOrDefault(reading => !reading.IsFinite && !reading.IsMask);
}

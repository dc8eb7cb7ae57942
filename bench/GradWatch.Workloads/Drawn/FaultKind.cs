namespace GradWatch.Workloads.Drawn;

/// <summary>What is built in so that a training may go wrong.</summary>
internal enum FaultKind
{
    None,

    /// <summary>The learning rate is so many times too high from the start.</summary>
    HighRate,

    /// <summary>The same from one step on.</summary>
    RateJump,

    /// <summary>The first weights are so many times too large.</summary>
    LargeWeights,

    /// <summary>A deep network whose signals die out on their way.</summary>
    SmallWeights,

    /// <summary>The recurrent matrix stretches by so much in every step of time.</summary>
    RecurrentGain,

    /// <summary>Inputs come as from instruments, so many times too large, perhaps shifted as well.</summary>
    RawInputs,

    /// <summary>One batch is so many times too large.</summary>
    CorruptBatch,

    /// <summary>One batch holds a NaN.</summary>
    NotANumber,

    /// <summary>Noise of Student's t with so few degrees of freedom.</summary>
    HeavyTail,

    /// <summary>A fixed loss scale that half precision does not hold.</summary>
    Overflow,

    /// <summary>Cross-entropy written by hand: 0 · log(0) as soon as a probability rounds to 0 or 1.</summary>
    LogOfZero,

    /// <summary>The distance of a thing to itself, whose derivative is 0/0.</summary>
    RootOfZero,
}

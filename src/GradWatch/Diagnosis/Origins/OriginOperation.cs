namespace GradWatch.Diagnosis.Origins;

/// <summary>What most likely made the value that is not finite.</summary>
public enum OriginOperation
{
    /// <summary>Not told.</summary>
    Unknown,
    /// <summary>The logarithm of 0.</summary>
    LogOfZero,
    /// <summary>A quotient of zeros.</summary>
    ZeroOverZero,
    /// <summary>The slope of a root at 0, which is infinite.</summary>
    RootSlopeAtZero,
    /// <summary>A division by the norm of a row of zeros, or its slope.</summary>
    ZeroNorm,
    /// <summary>A logarithm or root of a negative number.</summary>
    NegativeArgument,
    /// <summary>A softmax over a row of −∞ alone: every position masked.</summary>
    MaskedRow,
    /// <summary>An exponential past the largest number of its type.</summary>
    ExpOverflow,
    /// <summary>A value past 65504, the largest of half precision.</summary>
    HalfOverflow,
    /// <summary>A value past the largest number of single or double precision: what was large grew too large.</summary>
    Overflow,
    /// <summary>None: the batch held it.</summary>
    NaNInBatch,
    /// <summary>None: a weight held it.</summary>
    NaNInWeights,
}

namespace GradWatch.Logs.Checkpoints;

/// <summary>What an element of a tensor is: every dtype of safetensors, and those that only PyTorch writes.</summary>
public enum ElementType
{
    /// <summary>0 or 1 in a byte.</summary>
    Bool,
    /// <summary>Unsigned, 8 bits.</summary>
    U8,
    /// <summary>Signed, 8 bits.</summary>
    I8,
    /// <summary>Signed, 16 bits.</summary>
    I16,
    /// <summary>Unsigned, 16 bits.</summary>
    U16,
    /// <summary>Signed, 32 bits.</summary>
    I32,
    /// <summary>Unsigned, 32 bits.</summary>
    U32,
    /// <summary>Signed, 64 bits.</summary>
    I64,
    /// <summary>Unsigned, 64 bits.</summary>
    U64,
    /// <summary>IEEE half.</summary>
    F16,
    /// <summary>The upper half of a float.</summary>
    BF16,
    /// <summary>IEEE single.</summary>
    F32,
    /// <summary>IEEE double.</summary>
    F64,
    /// <summary>Complex of two halves (PyTorch only).</summary>
    C32,
    /// <summary>Complex of two floats.</summary>
    C64,
    /// <summary>Complex of two doubles (PyTorch only).</summary>
    C128,
    /// <summary>8 bits, 4 of exponent, 3 of mantissa; no infinity.</summary>
    F8E4M3,
    /// <summary>8 bits, 5 of exponent, 2 of mantissa: the upper half of a half.</summary>
    F8E5M2,
    /// <summary>8 bits of exponent: a power of two, for scales.</summary>
    F8E8M0,
    /// <summary>As <see cref="F8E4M3"/> with bias 8, one NaN and no −0.</summary>
    F8E4M3Fnuz,
    /// <summary>As <see cref="F8E5M2"/> with bias 16, one NaN, no infinity and no −0.</summary>
    F8E5M2Fnuz,
    /// <summary>4 bits, 2 of exponent, 1 of mantissa; finite only. Two in a byte, the lower nibble first.</summary>
    F4,
    /// <summary>6 bits, 2 of exponent, 3 of mantissa; finite only.</summary>
    F6E2M3,
    /// <summary>6 bits, 3 of exponent, 2 of mantissa; finite only.</summary>
    F6E3M2,
}

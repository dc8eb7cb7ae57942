namespace GradWatch.Statistics.Kernels;

/// <summary>What is found in one block of elements.</summary>
internal record struct BlockTotals
{
    /// <summary>The sum of the finite elements, each multiplied by <see cref="Magnitude.Factor"/>.</summary>
    public double Sum { get; set; }

    /// <summary>The sum of the squares of the finite elements, each multiplied by <see cref="Magnitude.Factor"/>.</summary>
    public double Squares { get; set; }

    /// <summary>The greatest magnitude among the finite elements.</summary>
    public double Max { get; set; }

    public long Zeros { get; set; }

    public long NonFinite { get; set; }

    public long NaN { get; set; }

    public long PositiveInfinity { get; set; }

    public long NegativeInfinity { get; set; }
}

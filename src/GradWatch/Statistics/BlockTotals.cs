namespace GradWatch.Statistics;

/// <summary>What a kernel finds in one block of elements.</summary>
internal struct BlockTotals
{
    /// <summary>The sum of the finite elements, each multiplied by <see cref="Magnitude.Factor"/>.</summary>
    public double Sum;

    /// <summary>The sum of the squares of the finite elements, each multiplied by <see cref="Magnitude.Factor"/>.</summary>
    public double Squares;

    /// <summary>The greatest magnitude among the finite elements.</summary>
    public double Max;

    public long Zeros;
    public long NaN;
    public long PositiveInfinity;
    public long NegativeInfinity;
}

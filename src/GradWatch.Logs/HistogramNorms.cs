namespace GradWatch.Logs;

/// <summary>The norms of a tensor, as far as a histogram of its elements tells them.</summary>
/// <remarks>
/// Within a bucket the elements are taken to be spread evenly, so a bucket of n elements from a to b adds
/// n·(a² + ab + b²)/3 to the sum of squares: always between the bounds n·min x² and n·max x², and exact for a bucket whose
/// edges are equal. The largest magnitude is the outermost edge of a bucket that is not empty: an upper bound, exact for
/// writers whose outer edges are the extremes of the data (TensorBoard, W&amp;B).
/// </remarks>
internal struct HistogramNorms
{
    private double _sumOfSquares;
    private double _max;
    private double _count;

    /// <summary>False while no element was counted: an empty histogram has no norm.</summary>
    public readonly bool IsKnown => _count > 0;

    /// <summary>L2 norm.</summary>
    public readonly double L2 => Math.Sqrt(_sumOfSquares);

    /// <summary>L∞ norm.</summary>
    public readonly double Max => _max;

    /// <summary>Norms that a writer stored beside its buckets. NaN in any of them makes the norm NaN.</summary>
    public static HistogramNorms Of(double count, double min, double max, double sumOfSquares) =>
        new() { _count = count, _max = Math.Max(Math.Abs(min), Math.Abs(max)), _sumOfSquares = sumOfSquares };

    /// <summary>All elements equal, the one value of which a writer makes a bucket of its own width around it.</summary>
    public static HistogramNorms OfConstant(double value, double count) => Of(count, value, value, value * value * count);

    /// <summary>Adds the elements of a bucket. A bucket without elements changes nothing, whatever its edges.</summary>
    public void Add(double left, double right, double count)
    {
        if (!(count > 0))
            return;
        _count += count;
        _max = Math.Max(_max, Math.Max(Math.Abs(left), Math.Abs(right)));
        _sumOfSquares += count * ((left * left) + (left * right) + (right * right)) / 3;
    }
}

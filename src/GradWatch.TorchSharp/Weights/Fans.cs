namespace GradWatch.TorchSharp.Weights;

/// <summary>How many numbers a unit sums up, and how many units each number goes to.</summary>
/// <param name="In">Inputs of a unit.</param>
/// <param name="Out">Units that an input goes to.</param>
/// <remarks>PyTorch's own count differs in two places: it leaves the groups out of the outgoing fan, and takes the two of a transposed
/// convolution for each other.</remarks>
public readonly record struct Fans(double In, double Out)
{
    /// <summary>Of a weight [out, in / groups, kernel…]: inputs and outputs of a group, each times the receptive field.</summary>
    public static Fans Of(ReadOnlySpan<long> shape, long groups = 1)
    {
        Check(shape, groups);
        double field = Product(shape[2..]);
        return new Fans(shape[1] * field, (double)shape[0] / groups * field);
    }

    /// <summary>Of a transposed convolution's weight [in, out / groups, kernel…]: a stride spreads the field over so many outputs.</summary>
    public static Fans OfTransposed(ReadOnlySpan<long> shape, ReadOnlySpan<long> stride, long groups = 1)
    {
        Check(shape, groups);
        double field = Product(shape[2..]);
        return new Fans((double)shape[0] / groups * Math.Max(1, field / Product(stride)), shape[1] * field);
    }

    /// <summary>He et al. 2015: gain · √(1/fan).</summary>
    public double He(Activation activation, bool outgoing = false) => activation.Gain / Math.Sqrt(outgoing ? Out : In);

    /// <summary>Glorot and Bengio 2010: gain · √(2/(fan_in + fan_out)).</summary>
    public double Xavier(Activation activation) => activation.Gain * Math.Sqrt(2 / (In + Out));

    /// <summary>A fan as an argument of a sentence: counts are written as they are.</summary>
    internal static object Written(double fan) => fan == Math.Floor(fan) ? (long)fan : (object)fan;

    private static void Check(ReadOnlySpan<long> shape, long groups)
    {
        if (shape.Length < 2 || Product(shape) == 0)
            throw new ArgumentException("fans need a weight of at least two dimensions, none of them empty", nameof(shape));
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
    }

    private static double Product(ReadOnlySpan<long> sizes)
    {
        double product = 1;
        foreach (long size in sizes)
            product *= size;
        return product;
    }
}

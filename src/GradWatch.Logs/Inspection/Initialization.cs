namespace GradWatch.Logs.Inspection;

/// <summary>The standard deviation of a tensor beside those that the two usual rules give its own fans.</summary>
/// <param name="FanIn">Inputs of a unit.</param>
/// <param name="FanOut">Units that an input goes to.</param>
/// <param name="Observed">Standard deviation of the tensor.</param>
public readonly record struct Initialization(long FanIn, long FanOut, double Observed)
{
    /// <summary>He et al. 2015, for ReLU: √(2/fan_in).</summary>
    public double He => Math.Sqrt(2.0 / FanIn);

    /// <summary>Glorot and Bengio 2010: √(2/(fan_in + fan_out)).</summary>
    public double Xavier => Math.Sqrt(2.0 / ((double)FanIn + FanOut));

    /// <summary>The rule that the tensor is nearer to, in decades.</summary>
    public string Rule => Math.Abs(Math.Log(Observed / He)) <= Math.Abs(Math.Log(Observed / Xavier)) ? "He" : "Xavier";

    /// <summary>The standard deviation over that of the nearer rule.</summary>
    public double Ratio => Observed / (Rule == "He" ? He : Xavier);

    /// <summary>Of a weight with at least two dimensions; null for others, embeddings, and tensors without spread.</summary>
    /// <remarks>PyTorch's order, [out, in, kernel…]; tensors named <c>kernel</c> are in the order of Flax and Keras, [kernel…, in, out].</remarks>
    public static Initialization? Of(string name, IReadOnlyList<long> shape, double standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Count < 2 || shape.Contains(0) || !(standardDeviation > 0) || TensorRole.IsEmbedding(name))
            return null;
        bool lastIsOut = name.Split('.', '/')[^1] == "kernel";
        long first = shape[0], second = shape[1], elements = shape.Aggregate(1L, (product, size) => product * size);
        if (lastIsOut)
            (first, second) = (shape[^1], shape[^2]);
        return new Initialization(elements / first, elements / second, standardDeviation);
    }
}

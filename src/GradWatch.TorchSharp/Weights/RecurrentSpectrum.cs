using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights;

/// <summary>How a square matrix multiplies over many steps, and over one at most.</summary>
/// <param name="Radius">Growth a step in the long run: the spectral radius. NaN when the matrix is not finite.</param>
/// <param name="Norm">Growth in one step at most: the largest singular value.</param>
public readonly record struct RecurrentSpectrum(double Radius, double Norm)
{
    // Growth over steps 100–200, of eight vectors at once: within 1 % of the radius for Gaussian and orthogonal matrices of 4 … 512.
    private const int Transient = 100;
    private const int Counted = 100;
    private const int Vectors = 8;
    private const int NormSteps = 60;
    private const ulong Seed = 7;

    /// <summary>Of a square matrix [n, n], by power iteration: n² work a step.</summary>
    public static RecurrentSpectrum Of(Tensor matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.dim() != 2 || matrix.shape[0] != matrix.shape[1] || matrix.shape[0] == 0)
            throw new ArgumentException("a square matrix is needed", nameof(matrix));
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = matrix.detach().cpu().to(float64);
        using Generator generator = new(Seed, CPU);
        Tensor start = randn([matrix.shape[0], Vectors], dtype: float64, generator: generator);
        double radius = Growth(vectors => weight.mm(vectors), start, Transient, Counted);
        return new RecurrentSpectrum(radius, Math.Sqrt(Growth(vectors => weight.t().mm(weight.mm(vectors)), start, NormSteps, 1)));
    }

    // Growth a step: of all vectors together over many steps, of the one that grows most over a single one.
    private static double Growth(Func<Tensor, Tensor> multiply, Tensor start, int transient, int counted)
    {
        double logarithm = 0;
        Tensor vectors = start.clone();
        for (int step = 0; step < transient + counted; step++)
        {
            using Tensor before = vectors;
            Tensor lengthBefore = linalg.vector_norm(before, 2, [0], false);
            vectors = multiply(before);
            using Tensor lengths = linalg.vector_norm(vectors, 2, [0], false);
            double length = lengths.max().item<double>();
            if (!double.IsFinite(length))
                return double.NaN;
            if (length == 0)
                return 0;
            if (step >= transient)
                logarithm += Math.Log(counted == 1 ? lengths.div(lengthBefore).nan_to_num(0).max().item<double>() : length);
            vectors.div_(length);
        }
        return Math.Exp(logarithm / counted);
    }
}

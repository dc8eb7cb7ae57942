using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Inputs;

/// <summary>Where the features of a batch lie: along one dimension of it.</summary>
internal static class FeatureLayout
{
    // A span holds that many elements at most; rows are read in parts of this size.
    private const long MostElements = 1 << 24;

    /// <summary>The dimension counted from the front. Throws where the batch has no such dimension or only one.</summary>
    internal static int Dimension(Tensor batch, int dimension)
    {
        int dimensions = (int)batch.dim();
        int counted = dimension < 0 ? dimension + dimensions : dimension;
        if (dimensions < 2 || counted < 0 || counted >= dimensions)
            throw new ArgumentException($"a batch of {dimensions} dimensions has no features along dimension {dimension}", nameof(batch));
        return counted;
    }

    /// <summary>Adds a batch of any type and device. Throws where it has another number of features.</summary>
    internal static void Add(FeatureStatistics statistics, Tensor batch, int dimension)
    {
        int along = Dimension(batch, dimension);
        if (batch.shape[along] != statistics.Features)
            throw new ArgumentException($"{batch.shape[along]} features where there are {statistics.Features}", nameof(batch));
        long inner = batch.shape.Skip(along + 1).Aggregate(1L, (product, size) => product * size);
        using IDisposable still = no_grad();
        using DisposeScope scope = NewDisposeScope();
        bool isDouble = batch.dtype is ScalarType.Float64 or ScalarType.Int64 or ScalarType.Int32;
        Tensor values = batch.detach().cpu().to(isDouble ? float64 : float32).contiguous();
        long row = statistics.Features * inner, rows = values.numel() / row, part = Math.Max(1, MostElements / row);
        for (long from = 0; from < rows; from += part)
            AddRows(statistics, values, isDouble, from * row, (int)(Math.Min(part, rows - from) * row), (int)inner);
    }

    private static unsafe void AddRows(FeatureStatistics statistics, Tensor values, bool isDouble, long from, int count, int inner)
    {
        void* first = NativeTensor.Data(values.Handle);
        if (isDouble)
            statistics.Add(new ReadOnlySpan<double>((double*)first + from, count), inner);
        else
            statistics.Add(new ReadOnlySpan<float>((float*)first + from, count), inner);
        GC.KeepAlive(values);
    }
}

using GradWatch.Statistics;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Statistics through torch's own operations, for tensors whose memory is not read in place: sparse, with gaps, or on
/// another device. What was added is computed where it lies, and all results come over in one transfer.</summary>
/// <remarks>Elements are divided by their greatest magnitude before they are squared: nothing overflows. Sums are in the tensor's precision,
/// at least single; a count above 2^24 is rounded.</remarks>
internal sealed class TorchStatistics
{
    private const int Columns = 7;
    private readonly List<Tensor> _rows = [];
    private readonly List<long> _counts = [];
    private double[] _values = [];

    internal TensorStatistics this[int index]
    {
        get
        {
            if (_counts[index] == 0)
                return default;
            ReadOnlySpan<double> row = _values.AsSpan(index * Columns, Columns);
            return TensorStatistics.Measured(
                _counts[index], (long)row[3], (long)row[4], (long)row[5], (long)row[6], row[0], row[1] * row[0], Math.Sqrt(row[2]) * row[0]);
        }
    }

    /// <summary>Computes the statistics of a tensor, which is disposed, and says at which number they will be.</summary>
    internal int Add(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        using Tensor given = tensor;
        Tensor values = tensor.is_sparse ? Rows(tensor) : tensor.detach();
        values = values.is_complex() ? view_as_real(values) : values;
        values = values.dtype == float64 ? values : values.to(float32);
        _counts.Add(values.numel());
        _rows.Add((values.numel() == 0 ? zeros(Columns, values.dtype, values.device) : Row(values)).MoveToOuterDisposeScope().DetachFromDisposeScope());
        return _rows.Count - 1;
    }

    /// <summary>Brings all results over.</summary>
    internal void Fetch()
    {
        if (_rows.Count > 0)
            Transfer();
    }

    // Apart: what the lambda captures would be allocated even where there is nothing to bring.
    private void Transfer()
    {
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = _rows.Exists(row => row.dtype == float64) ? ScalarType.Float64 : ScalarType.Float32;
        Device device = _rows[0].device;
        Tensor all = stack(_rows.Select(row => row.to(type, device))).cpu().to(ScalarType.Float64);
        _values = all.data<double>().ToArray();
    }

    internal void Clear()
    {
        foreach (Tensor row in _rows)
            row.Dispose();
        _rows.Clear();
        _counts.Clear();
    }

    // A sparse gradient may name a row several times: the gradient is the sum of them.
    private static Tensor Rows(Tensor sparse)
    {
        Tensor values = sparse.SparseValues;
        if (sparse.SparseIndices.shape[0] != 1)
            return sparse.to_dense();
        (Tensor rows, Tensor? places, _) = sparse.SparseIndices[0].unique(return_inverse: true);
        long[] shape = values.shape;
        shape[0] = rows.shape[0];
        return zeros(shape, values.dtype, values.device).index_add_(0, places!, values, 1);
    }

    private static Tensor Row(Tensor values)
    {
        Tensor finite = where(values.isfinite(), values, zeros_like(values));
        Tensor max = finite.abs().max();
        Tensor scaled = finite / where(max > 0, max, ones_like(max));
        return stack(
        [
            max, scaled.sum(), scaled.square().sum(), Number(values.isnan(), values), Number(values.isposinf(), values),
            Number(values.isneginf(), values), Number(values == 0, values),
        ]);
    }

    private static Tensor Number(Tensor holds, Tensor values) => holds.sum().to(values.dtype);
}

using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing;

/// <summary>What a tensor held at one moment of a re-run. The tensor itself is not kept.</summary>
internal sealed record TensorReading
{
    internal required ScalarType Type { get; init; }

    internal required bool RequiresGrad { get; init; }

    internal required TensorStatistics Statistics { get; init; }

    /// <summary>The least element; NaN where any element is not finite, or there is none.</summary>
    internal double Least { get; init; } = double.NaN;

    /// <summary>The greatest element; NaN where any element is not finite, or there is none.</summary>
    internal double Greatest { get; init; } = double.NaN;

    /// <summary>Rows (of the last dimension, two elements or more) that hold zeros only.</summary>
    internal long ZeroRows { get; init; }

    /// <summary>Rows that hold one value, whichever.</summary>
    internal long ConstantRows { get; init; }

    /// <summary>Elements that are exactly 0 or 1.</summary>
    internal long Edges { get; init; }

    /// <summary>True where a row holds −∞ alone.</summary>
    internal bool HasMaskedRow { get; init; }

    internal bool IsFinite => Statistics.NonFinite == 0;

    internal long Infinities => Statistics.PositiveInfinity + Statistics.NegativeInfinity;

    /// <summary>True of what attention masks look like: −∞ beside finite values, and nothing to learn.</summary>
    internal bool IsMask => !RequiresGrad && OnlyNegativeInfinity;

    internal bool OnlyNegativeInfinity => Statistics is { NaN: 0, PositiveInfinity: 0, NegativeInfinity: > 0 };

    /// <summary>True where the type is half precision, whose largest number is 65504.</summary>
    internal bool IsHalf => Type == ScalarType.Float16;

    /// <summary>Reads a tensor; null where its elements are no floating numbers, or it is not there.</summary>
    internal static TensorReading? Of(Tensor? tensor)
    {
        if (tensor is null || tensor.IsInvalid || !tensor.is_floating_point())
            return null;
        using IDisposable quiet = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor dense = Dense(tensor);
        if (!TensorMemory.TryOpen(dense.Handle, out TensorMemory memory))
            return null;
        TensorStatistics statistics = memory.Statistics();
        TensorReading reading = new() { Type = tensor.dtype, RequiresGrad = tensor.requires_grad, Statistics = statistics };
        if (statistics.Count == 0)
            return reading;
        return statistics.NonFinite == 0 ? OfFinite(reading, dense)
            : reading.OnlyNegativeInfinity ? reading with { HasMaskedRow = HasRow(dense.isinf()) } : reading;
    }

    private static Tensor Dense(Tensor tensor)
    {
        Tensor dense = tensor.detach();
        if (dense.is_sparse)
            dense = dense.to_dense();
        return dense.cpu().contiguous();
    }

    private static TensorReading OfFinite(TensorReading reading, Tensor dense)
    {
        (Tensor least, Tensor greatest) = aminmax(dense);
        reading = reading with
        {
            Least = least.to(float64).item<double>(),
            Greatest = greatest.to(float64).item<double>(),
        };
        if (reading is { Least: >= 0, Greatest: <= 1 })
            reading = reading with { Edges = dense.eq(0).logical_or(dense.eq(1)).sum().item<long>() };
        if (dense.dim() < 1 || dense.shape[^1] < 2)
            return reading;
        Tensor highest = dense.amax([-1L]), lowest = dense.amin([-1L]);
        Tensor constant = highest.eq(lowest);
        return reading with
        {
            ConstantRows = constant.sum().item<long>(),
            ZeroRows = constant.logical_and(highest.eq(0)).sum().item<long>(),
        };
    }

    private static bool HasRow(Tensor marked) => marked.dim() > 0 && marked.all(-1).any().item<bool>();
}

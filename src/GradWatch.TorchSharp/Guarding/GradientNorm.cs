using GradWatch.Statistics;
using GradWatch.TorchSharp.Watching;
using TorchSharp;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>The L2 norm of all gradients as they are now: after a clip whose effect no formula tells.</summary>
internal static class GradientNorm
{
    internal static double Of(ReadOnlySpan<WatchedParameter> parameters)
    {
        TensorStatistics total = default;
        double elsewhere = 0;
        foreach (WatchedParameter parameter in parameters)
        {
            if (parameter.HasGradient && !TryAdd(parameter, ref total))
                elsewhere = double.Hypot(elsewhere, OfElsewhere(parameter));
        }
        return double.Hypot(total.L2, elsewhere);
    }

    private static bool TryAdd(WatchedParameter parameter, ref TensorStatistics total)
    {
        using OpenedGradient opened = new(parameter);
        if (opened.Handle == 0)
            return true;
        if (!GradientMemory.TryOpen(opened.Handle, out GradientMemory memory))
            return false;
        total += memory.Statistics();
        return true;
    }

    // Half precision is widened first: the sum of its squares soon leaves its range.
    private static double OfElsewhere(WatchedParameter parameter)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor gradient = parameter.Tensor.grad!;
        return (gradient.is_sparse ? gradient : gradient.to(ScalarType.Float32)).norm().ToDouble();
    }
}

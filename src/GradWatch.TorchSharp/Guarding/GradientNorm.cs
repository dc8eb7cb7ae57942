using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>The L2 norm of all gradients as they are now: after a clip whose effect no formula tells.</summary>
internal static class GradientNorm
{
    internal static double Of(ReadOnlySpan<WatchedParameter> parameters)
    {
        TensorStatistics total = default;
        TorchStatistics? elsewhere = null;
        int added = 0;
        foreach (WatchedParameter parameter in parameters)
        {
            if (parameter.HasGradient && !TryAdd(parameter, ref total))
                added = (elsewhere ??= new TorchStatistics()).Add(parameter.Tensor.grad!) + 1;
        }
        elsewhere?.Fetch();
        for (int i = 0; i < added; i++)
            total += elsewhere![i];
        elsewhere?.Clear();
        return total.L2;
    }

    private static bool TryAdd(WatchedParameter parameter, ref TensorStatistics total)
    {
        using OpenedGradient opened = new(parameter);
        if (opened.Handle == 0)
            return true;
        if (!TensorMemory.TryOpen(opened.Handle, out TensorMemory memory))
            return false;
        total += memory.Statistics();
        return true;
    }
}

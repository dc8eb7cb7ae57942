using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Reads every gradient once, before clipping.</summary>
internal sealed class GradientReader(int threads)
{
    /// <summary>How many parameters had a gradient when they were last read.</summary>
    internal int Found { get; private set; }

    /// <summary>The statistics of all gradients together; each parameter keeps its own.</summary>
    internal TensorStatistics Read(ReadOnlySpan<WatchedParameter> parameters)
    {
        TensorStatistics total = default;
        Found = 0;
        foreach (WatchedParameter parameter in parameters)
        {
            nint gradient = NativeTensor.Gradient(parameter.Tensor.Handle);
            parameter.HasGradient = gradient != 0;
            if (gradient == 0)
                continue;
            try
            {
                if (TensorMemory.TryOpen(gradient, out TensorMemory memory))
                {
                    parameter.Gradient = memory.Statistics(threads);
                    total += parameter.Gradient;
                    Found++;
                }
            }
            finally
            {
                NativeTensor.Dispose(gradient);
            }
        }
        return total;
    }
}

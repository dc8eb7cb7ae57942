using GradWatch.Statistics;
using GradWatch.TorchSharp.Native;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Weights.Reading;

/// <summary>Statistics of a weight wherever it lies.</summary>
internal static class TensorReading
{
    internal static TensorStatistics Statistics(Tensor tensor)
    {
        if (TensorMemory.TryOpen(tensor.Handle, out TensorMemory memory))
            return memory.Statistics();
        using Tensor copy = tensor.detach().to(float64).cpu().contiguous();
        return TensorMemory.TryOpen(copy.Handle, out memory) ? memory.Statistics() : default;
    }
}

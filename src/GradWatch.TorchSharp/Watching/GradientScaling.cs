using GradWatch.TorchSharp.Native;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Watching;

/// <summary>Multiplies gradients in place: clipping, and taking a loss scale out.</summary>
internal static class GradientScaling
{
    /// <summary>Multiplies every gradient with the same factor, each in its own precision.</summary>
    internal static void Multiply(ReadOnlySpan<WatchedParameter> parameters, double factor)
    {
        foreach (WatchedParameter parameter in parameters)
        {
            if (parameter.HasGradient)
                Multiply(parameter, factor);
        }
    }

    /// <summary>Multiplies the gradient of one parameter, which must have one.</summary>
    internal static void Multiply(WatchedParameter parameter, double factor)
    {
        nint gradient = NativeTensor.Gradient(parameter.Tensor.Handle);
        if (gradient == 0)
            return;
        try
        {
            if (TensorMemory.TryOpen(gradient, out TensorMemory memory) && memory.TryMultiply(factor))
                return;
        }
        finally
        {
            NativeTensor.Dispose(gradient);
        }
        using Tensor? other = parameter.Tensor.grad;
        using Tensor? same = other?.mul_(factor);
    }
}

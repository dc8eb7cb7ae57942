using GradWatch.TorchSharp.Native;
using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.State;

/// <summary>Takes the gradients of parameters away and puts the very same tensors back, with their memory and their layout.</summary>
internal sealed class SetAsideGradients : IDisposable
{
    private readonly (Tensor Parameter, nint Gradient)[] _gradients;

    internal SetAsideGradients(IEnumerable<Tensor> parameters)
    {
        _gradients = [.. parameters.Select(parameter => (parameter, NativeTensor.Gradient(parameter.Handle)))];
        foreach ((Tensor parameter, nint gradient) in _gradients)
        {
            if (gradient != 0)
                NativeGradient.Set(parameter.Handle, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((Tensor parameter, nint gradient) in _gradients)
        {
            NativeGradient.Set(parameter.Handle, gradient);
            if (gradient != 0)
                NativeTensor.Dispose(gradient);
        }
    }
}

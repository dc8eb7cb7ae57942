using GradWatch.TorchSharp.Native;
using GradWatch.TorchSharp.Watching;

namespace GradWatch.TorchSharp.Guarding;

/// <summary>A parameter's gradient by a handle of its own, which has to be given back.</summary>
internal readonly ref struct OpenedGradient(WatchedParameter parameter) : IDisposable
{
    /// <summary>0 when there is no gradient.</summary>
    internal nint Handle { get; } = NativeTensor.Gradient(parameter.Tensor.Handle);

    /// <summary>Gives the handle back.</summary>
    public void Dispose()
    {
        if (Handle != 0)
            NativeTensor.Dispose(Handle);
    }
}

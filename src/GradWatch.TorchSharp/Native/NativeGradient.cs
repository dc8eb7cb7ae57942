using System.Runtime.InteropServices;

namespace GradWatch.TorchSharp.Native;

/// <summary>The gradient of a parameter as a thing that can be taken away and put back.</summary>
internal static partial class NativeGradient
{
    private const string Library = "LibTorchSharp";

    /// <summary>Sets the gradient; 0 takes it away. The tensor's own memory is kept alive by whoever else holds it.</summary>
    [LibraryImport(Library, EntryPoint = "THSTensor_set_grad")]
    internal static partial void Set(nint tensor, nint gradient);
}

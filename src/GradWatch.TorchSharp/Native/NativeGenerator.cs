using System.Runtime.InteropServices;

namespace GradWatch.TorchSharp.Native;

/// <summary>The default random number generator of the CPU, called without a managed wrapper.</summary>
internal static partial class NativeGenerator
{
    private const string Library = "LibTorchSharp";

    /// <summary>A handle that is good as long as the process.</summary>
    [LibraryImport(Library, EntryPoint = "THSGenerator_default_generator")]
    internal static partial nint Default();

    /// <summary>A new tensor of bytes with its state, which <see cref="NativeTensor.Dispose"/> gives back.</summary>
    [LibraryImport(Library, EntryPoint = "THSGenerator_get_rng_state")]
    internal static partial nint State(nint generator);

    [LibraryImport(Library, EntryPoint = "THSGenerator_set_rng_state")]
    internal static partial void SetState(nint generator, nint state);
}

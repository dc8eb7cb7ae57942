using System.Runtime.InteropServices;

namespace GradWatch.TorchSharp.Native;

/// <summary>One stretch of native memory, kept while it is large enough: the collector neither sees nor moves it.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    /// <summary>Every tensor begins at a multiple of it, in bytes.</summary>
    internal const int Alignment = 64;

    private byte* _first;

    ~NativeBlock() => Free();

    internal long Length { get; private set; }

    internal byte* At(long offset) => _first + offset;

    /// <summary>Makes it at least so long; what was in it is lost when it has to grow.</summary>
    internal void Reserve(long length)
    {
        if (length <= Length && _first != null)
            return;
        Free();
        _first = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, Alignment), Alignment);
        Length = length;
    }

    internal static long RoundUp(long length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_first);
        _first = null;
        Length = 0;
    }
}

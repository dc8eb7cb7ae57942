using System.Runtime.InteropServices;
using GradWatch.TorchSharp.Native;

namespace GradWatch.TorchSharp.Tracing.State;

/// <summary>The state of the CPU's random number generator at one moment. Nothing managed is allocated to keep it.</summary>
internal sealed unsafe class GeneratorState : IDisposable
{
    private readonly nint _generator = NativeGenerator.Default();
    private void* _bytes;
    private nuint _length;

    /// <summary>True once a state was kept.</summary>
    internal bool IsKept => _length > 0;

    /// <summary>Keeps the state of now.</summary>
    internal void Keep()
    {
        nint state = NativeGenerator.State(_generator);
        try
        {
            nuint length = (nuint)NativeTensor.Count(state);
            if (_length != length)
            {
                _bytes = NativeMemory.Realloc(_bytes, length);
                _length = length;
            }
            NativeMemory.Copy(NativeTensor.Data(state), _bytes, length);
        }
        finally
        {
            NativeTensor.Dispose(state);
        }
    }

    /// <summary>Puts the kept state back; nothing where none was kept.</summary>
    internal void Restore()
    {
        if (!IsKept)
            return;
        nint state = NativeGenerator.State(_generator);
        try
        {
            NativeMemory.Copy(_bytes, NativeTensor.Data(state), _length);
            NativeGenerator.SetState(_generator, state);
        }
        finally
        {
            NativeTensor.Dispose(state);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
        _length = 0;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GradWatch.Detectors;

/// <summary>Detector states as bytes: they are unmanaged structs, so their memory is their format, guarded by its size.</summary>
internal static class StateBytes
{
    internal static void Write<TState>(BinaryWriter writer, in TState state) where TState : unmanaged
    {
        ReadOnlySpan<TState> one = new(in state);
        writer.Write(Unsafe.SizeOf<TState>());
        writer.Write(MemoryMarshal.AsBytes(one));
    }

    internal static TState Read<TState>(BinaryReader reader) where TState : unmanaged
    {
        int size = reader.ReadInt32();
        if (size != Unsafe.SizeOf<TState>())
            throw new InvalidDataException($"the saved state of {typeof(TState)} has {size} bytes, not {Unsafe.SizeOf<TState>()}");
        TState state = default;
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<TState>(ref state)));
        return state;
    }
}

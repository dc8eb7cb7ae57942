using System.Runtime.InteropServices;

namespace GradWatch.Benchmarks.Statistics;

/// <summary>Elements in native memory at a cache line: what a framework hands over.</summary>
internal sealed unsafe class Tensor<T> : IDisposable
    where T : unmanaged
{
    private const int CacheLine = 64;
    private readonly void* _memory;

    public Tensor(int length, Func<double, T> convert)
    {
        Length = length;
        _memory = NativeMemory.AlignedAlloc((nuint)length * (nuint)sizeof(T), CacheLine);
        Gaussian.Fill(new Span<T>(_memory, length), convert);
    }

    public int Length { get; }

    public long Bytes => (long)Length * sizeof(T);

    public ReadOnlySpan<T> All => new(_memory, Length);

    /// <summary>The elements in so many bytes.</summary>
    public ReadOnlySpan<T> At(Slice slice) => new((byte*)_memory + slice.Start, (int)(slice.Bytes / sizeof(T)));

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}

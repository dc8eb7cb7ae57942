using static TorchSharp.torch;

namespace GradWatch.TorchSharp.Tracing.State;

/// <summary>What a forward pass changes beside its results: the generator and the buffers, at one moment.</summary>
internal sealed class KeptState(nn.Module model, long mostBufferBytes) : IDisposable
{
    private readonly GeneratorState _generator = new();
    private readonly BufferCopies _buffers = new(model, mostBufferBytes);

    internal bool IsKept => _generator.IsKept;

    internal int BuffersLeftOut => _buffers.LeftOut;

    internal void Keep()
    {
        _generator.Keep();
        _buffers.Keep();
    }

    internal void Restore()
    {
        if (!IsKept)
            return;
        _generator.Restore();
        _buffers.Restore();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _generator.Dispose();
        _buffers.Dispose();
    }
}

namespace GradWatch.Server.Sending;

/// <summary>Large bodies are read one after the other, so that one client's gigabytes leave the processors to the others' rows.</summary>
internal sealed class HeavyBodies : IDisposable
{
    // A step of 300 tensors with 8 statistics is 10 KB in binary, 60 KB in JSON.
    private const int Heavy = 256 << 10;

    private readonly SemaphoreSlim _turn = new(1);

    internal async ValueTask<IDisposable?> TurnAsync(int bytes, CancellationToken cancel)
    {
        if (bytes < Heavy)
            return null;
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        return new Turn(_turn);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

using System.Runtime.InteropServices;

namespace GradWatch.Cli;

/// <summary>Ctrl-C and the terminating signal as a token. The first asks for an end in good order, a later one ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    // Shells and wrappers pass one Ctrl-C on several times.
    private static readonly TimeSpan Same = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private long? _first;

    internal Interruption() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
    ];

    internal CancellationToken Token => _source.Token;

    internal void Stop() => _source.Cancel();

    private void Take(PosixSignalContext signal)
    {
        _first ??= TimeProvider.System.GetTimestamp();
        signal.Cancel = TimeProvider.System.GetElapsedTime(_first.Value) < Same;
        _source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }
}

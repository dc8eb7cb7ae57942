using GradWatch.Cli.Diagnose;
using GradWatch.Wording;

namespace GradWatch.Cli.Checkpoints;

/// <summary>How much of the tensors has been read, told a hundred times at most. Safe from several threads.</summary>
internal sealed class CheckpointProgress(ReadingProgress? line, string path, long total) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly long _step = Math.Max(1, total / 100);
    private long _read;
    private long _told;

    internal static CheckpointProgress Of(Language language, string path, long total) => new(ReadingProgress.OnTerminal(language), path, total);

    internal void Add(long bytes)
    {
        if (line is null)
            return;
        lock (_lock)
        {
            _read += bytes;
            if (_read - _told < _step)
                return;
            _told = _read;
            line.Show(path, Math.Min(_read, total), total);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => line?.Dispose();
}

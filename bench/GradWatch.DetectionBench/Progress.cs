namespace GradWatch.DetectionBench;

/// <summary>How far a long measurement is, on standard error: one line written over, and only on a terminal.</summary>
internal sealed class Progress(int whole) : IDisposable
{
    private readonly Lock _writing = new();
    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private int _done;

    internal void Tell(string what)
    {
        lock (_writing)
        {
            _done++;
            if (_isTerminal)
                Console.Error.Write($"\r\e[K{_done} of {whole}  {what}");
        }
    }

    public void Dispose()
    {
        if (_isTerminal)
            Console.Error.Write("\r\e[K");
    }
}

using GradWatch.Observations;

namespace GradWatch.Storage.Hosting;

/// <summary>Counts the series that the limit kept out, each once, in bounded memory.</summary>
internal sealed class RefusedSeries
{
    // Beyond it the count stands still: who sends so many names has been told.
    private const int Remembered = 100_000;

    private readonly HashSet<int> _hashes = [];

    internal int Count => _hashes.Count;

    internal void Add(Series series)
    {
        if (_hashes.Count < Remembered)
            _hashes.Add(series.GetHashCode());
    }
}
